// SPDX-License-Identifier: Apache-2.0
//! Names and comments in the spelling of each language.

/// `sda_peer_status_info` as `PeerStatusInfo`.
pub fn pascal(name: &str) -> String {
    let words = name.strip_prefix("sda_").unwrap_or(name).split('_');
    words.map(capital).collect()
}

/// `last_error` as `lastError`.
pub fn camel(name: &str) -> String {
    let mut words = name.strip_prefix("sda_").unwrap_or(name).split('_');
    let first = words.next().unwrap_or_default().to_lowercase();
    first + &words.map(capital).collect::<String>()
}

fn capital(word: &str) -> String {
    let lower = word.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The name of a record in a language: `sda_peer_status_info` is a `PeerStatus`.
pub fn record(name: &str) -> String {
    match name {
        "sda_op" => "Operation".into(),
        "sda_apply" => "Applied".into(),
        _ => pascal(name.strip_suffix("_info").unwrap_or(name)),
    }
}

/// The member of a family: `SDA_POLICY_KEEP_BOTH` of `POLICY` is `KEEP_BOTH`.
pub fn member<'a>(constant: &'a str, family: &str) -> &'a str {
    let rest = constant.strip_prefix("SDA_").and_then(|rest| rest.strip_prefix(family));
    rest.map_or(constant, |rest| rest.trim_start_matches('_'))
}

/// The name of a family in a language: what `STATUS`, `SESSION` and `CLIENT` number is not what their name
/// would suggest beside the handles.
pub fn family(name: &str) -> String {
    match name {
        "STATUS" => "OperationStatus".into(),
        "OPERATION" => "OperationType".into(),
        "CHANGE" => "ChangeType".into(),
        "SESSION" => "EventType".into(),
        "CLIENT" => "ClientEventType".into(),
        "ERROR" => "ErrorCode".into(),
        other => pascal(&other.to_lowercase()),
    }
}

/// A comment, each line behind `prefix`, without the marks of code.
pub fn comment(docs: &str, prefix: &str) -> String {
    docs.lines().map(|line| format!("{prefix}{line}").trim_end().to_owned() + "\n").collect()
}

/// A comment on one line.
pub fn one_line(docs: &str) -> String {
    docs.lines().collect::<Vec<_>>().join(" ")
}
