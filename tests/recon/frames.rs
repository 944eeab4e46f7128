// SPDX-License-Identifier: Apache-2.0
//! The bytes of a reconciliation, and what is refused of them.

use softadastra::base::error::Code;
use softadastra::base::limits::{
    FRAME_BYTES_MAX, RECON_LIST_LEN_MAX, RECON_PARTS_LEN_MAX, RECON_RANGES_LEN_MAX,
};
use softadastra::base::random::Random;
use softadastra::sync::wire::message::{Frame, Message, Sum};
use softadastra::sync::wire::recon::{Found, KeyRange, RangeSum, Recon, ReconAnswer};
use softadastra::sync::wire::{Limits, encode, take};

const LIMITS: Limits = Limits { frame_bytes_max: FRAME_BYTES_MAX, value_bytes_max: 1 << 20 };

fn range(from: &str, to: &str) -> KeyRange {
    let to = (!to.is_empty()).then(|| to.as_bytes().to_vec());
    KeyRange { from: from.as_bytes().to_vec(), to }
}

fn sum(number: u128) -> RangeSum {
    RangeSum { sum: number, count: 3 }
}

fn question() -> Recon {
    Recon {
        run: 1,
        round: 2,
        sum: Sum { know: 3, sum: 4, count: 5 },
        asks: vec![(range("", "g"), sum(6)), (range("p", ""), sum(7))],
        wants: vec![(range("h", "i"), vec![8, 9])],
    }
}

fn answer() -> ReconAnswer {
    let parts = Found::Parts { bounds: vec![b"c".to_vec()], sums: vec![sum(10), sum(11)] };
    ReconAnswer {
        run: 1,
        round: 2,
        sum: Sum { know: 3, sum: 4, count: 5 },
        ranges: vec![
            (range("", "g"), parts),
            (range("h", "i"), Found::Sent),
            (range("p", "q"), Found::Same),
            (range("q", ""), Found::List(vec![12])),
        ],
    }
}

fn bytes_of(message: Message) -> softadastra::base::error::Result<Vec<u8>> {
    let mut out = Vec::new();
    encode(&Frame { session: 0x0102, has_know: true, message }, &mut out).map(|()| out)
}

fn hex(bytes: &[u8]) -> String {
    let text: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    text.chunks(24).map(|line| line.join(" ")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_documented_frames_are_the_ones_that_are_written_and_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/format/recon.md");
    let text = std::fs::read_to_string(path).unwrap();
    let blocks: Vec<&str> = text.split("```text\n").skip(1).collect();
    let messages = [Message::Recon(question()), Message::ReconAnswer(answer())];
    assert_eq!(blocks.len(), messages.len());
    for (block, message) in blocks.into_iter().zip(messages) {
        let bytes = bytes_of(message.clone()).unwrap();
        assert_eq!(block.split("\n```").next().unwrap(), hex(&bytes), "{}", hex(&bytes));
        let taken = take(&bytes, &LIMITS).unwrap();
        assert_eq!((taken.used, taken.frame.message), (bytes.len(), message));
    }
}

fn refused_question(change: impl FnOnce(&mut Recon)) {
    let mut asked = question();
    change(&mut asked);
    assert_eq!(bytes_of(Message::Recon(asked)).unwrap_err().code(), Code::InvalidArgument);
}

fn refused_answer(change: impl FnOnce(&mut ReconAnswer)) {
    let mut given = answer();
    change(&mut given);
    assert_eq!(bytes_of(Message::ReconAnswer(given)).unwrap_err().code(), Code::InvalidArgument);
}

#[test]
fn what_no_receiver_would_take_is_not_written() {
    refused_question(|asked| asked.asks.reverse());
    refused_question(|asked| asked.asks[0].0 = range("g", "g"));
    refused_question(|asked| asked.asks[0].0 = range("g", "a"));
    refused_question(|asked| asked.wants[0].0 = range("f", "i"));
    refused_question(|asked| asked.wants[0].1 = vec![9, 8]);
    refused_question(|asked| asked.wants[0].1 = vec![9, 9]);
    refused_question(|asked| asked.wants[0].1 = (0..=RECON_LIST_LEN_MAX as u128).collect());
    refused_question(|asked| {
        let many = 0..=RECON_RANGES_LEN_MAX;
        asked.asks =
            many.map(|n| (range(&format!("{n:03}"), &format!("{n:03}x")), sum(1))).collect();
    });
    let parts = |bounds: &[&str], len: usize| Found::Parts {
        bounds: bounds.iter().map(|bound| bound.as_bytes().to_vec()).collect(),
        sums: vec![sum(1); len],
    };
    refused_answer(|given| given.ranges[0].1 = parts(&[], 0));
    refused_answer(|given| given.ranges[0].1 = parts(&["c"], 1));
    refused_answer(|given| given.ranges[0].1 = parts(&["g"], 2));
    refused_answer(|given| given.ranges[0].1 = parts(&[""], 2));
    refused_answer(|given| given.ranges[0].1 = parts(&["c", "b"], 3));
    refused_answer(|given| {
        let bounds: Vec<String> = (0..RECON_PARTS_LEN_MAX).map(|n| format!("a{n:03}")).collect();
        let bounds: Vec<&str> = bounds.iter().map(String::as_str).collect();
        given.ranges[0].1 = parts(&bounds, RECON_PARTS_LEN_MAX + 1);
    });
    refused_answer(|given| given.ranges.swap(0, 1));
    refused_answer(|given| given.ranges[3].1 = Found::List(vec![2, 1]));
}

/// Gives a frame another body, with the checksum that belongs to it.
fn with_body(frame: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut frame = frame.to_vec();
    let mut body = frame.split_off(24);
    change(&mut body);
    frame[8..12].copy_from_slice(&(body.len() as u32).to_le_bytes());
    frame.extend_from_slice(&body);
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&frame[..12]);
    hasher.update(&frame[16..]);
    let sum = hasher.finalize().to_le_bytes();
    frame[12..16].copy_from_slice(&sum);
    frame
}

#[test]
fn hostile_bodies_are_refused_or_read_and_never_believed() {
    let mut random = Random::new(1);
    let (mut refused, mut read) = (0, 0);
    for message in [Message::Recon(question()), Message::ReconAnswer(answer())] {
        let frame = bytes_of(message).unwrap();
        for _ in 0..20_000 {
            let changed = with_body(&frame, |body| {
                let at = random.up_to(body.len() as u64 - 1) as usize;
                match random.up_to(3) {
                    0 => body.truncate(at),
                    1 => body.insert(at, random.draw() as u8),
                    2 => body[at] = [0, 0xfb, 0xfc, 0xfd, 0xfe, 0xff][random.up_to(5) as usize],
                    _ => body[at] = random.draw() as u8,
                }
            });
            match take(&changed, &LIMITS) {
                // What is read could have been written.
                Ok(taken) => {
                    read += 1;
                    bytes_of(taken.frame.message).unwrap();
                }
                Err(error) => {
                    refused += 1;
                    assert_eq!(error.code(), Code::InvalidArgument, "{error}");
                }
            }
        }
    }
    assert!(refused > 1_000 && read > 1_000, "{refused} refused, {read} read");
}
