// SPDX-License-Identifier: Apache-2.0
//! Taking in what peers sent: one operation, or many with few log writes.

use crate::base::error::{Code, Result};
use crate::base::limits::{COMMIT_BYTES_MAX, COMMIT_LEN_MAX};
use crate::base::op::Operation;
use crate::base::time::Now;
use crate::sync::message::{check_operation, check_writes};

use super::Engine;
use super::group::PerKey;
use super::submit::mismatched;
use super::write::{Answer, Received, Task};

impl Engine {
    /// Takes a peer's operation in; a group as a whole. In [`super::Durability::Durable`] it is on
    /// stable storage when this returns, and only then may it be acknowledged.
    ///
    /// Errors: `InvalidArgument` for an operation out of range, `InvalidState` for one that claims
    /// to be this node's own and is not in its log; nothing is changed.
    pub fn receive(&self, op: Operation) -> Result<Received> {
        let task = self.receiving(op, self.now(), false)?;
        received(self.run(task)?)
    }

    /// As [`Engine::receive`], many at once: each has an answer of its own, in the same order, and
    /// those that are taken share log writes and syncs. With `is_repair` they are versions that
    /// the state may lack, of operations that are known: those that change nothing, and those of
    /// operations that are not known, are answered as duplicates.
    ///
    /// Errors: those of the log, which are no fault of any operation: those before it were taken,
    /// and taking them again changes nothing.
    pub fn receive_all(
        &self,
        ops: Vec<Operation>,
        is_repair: bool,
    ) -> Result<Vec<Result<Received>>> {
        self.check_writable()?;
        let now = self.now();
        let mut answers = Vec::with_capacity(ops.len());
        let mut ops = ops.into_iter().peekable();
        while ops.peek().is_some() {
            let (mut tasks, mut places, mut bytes) = (Vec::new(), Vec::new(), 0);
            while let Some(op) =
                ops.next_if(|_| tasks.len() < COMMIT_LEN_MAX && bytes < COMMIT_BYTES_MAX)
            {
                bytes += op.payload_bytes();
                match self.receiving(op, now, is_repair) {
                    Ok(task) => {
                        places.push(answers.len());
                        answers.push(Err(mismatched()));
                        tasks.push(task);
                    }
                    Err(error) if is_of_disk(error.code()) => return Err(error),
                    Err(error) => answers.push(Err(error)),
                }
            }
            let taken = self.run_together(tasks, bytes)?;
            for (place, taken) in places.into_iter().zip(taken) {
                if let Some(answer) = answers.get_mut(place) {
                    *answer = taken.and_then(received);
                }
            }
        }
        Ok(answers)
    }

    fn receiving(&self, op: Operation, now: Now, is_repair: bool) -> Result<Task> {
        self.check_writable()?;
        check_writes(&op, self.options.value_bytes_max)?;
        check_operation(&op)?;
        let below = PerKey::try_of(&op, |change| self.look_below(change.key))?;
        Ok(Task::Receive { op, now, below, is_repair })
    }
}

/// Whether an error says nothing about the operation for which it came.
fn is_of_disk(code: Code) -> bool {
    !matches!(code, Code::InvalidArgument | Code::UnsupportedFormat | Code::InvalidState)
}

fn received(answer: Answer) -> Result<Received> {
    match answer {
        Answer::Received(received) => Ok(received),
        _ => Err(mismatched()),
    }
}
