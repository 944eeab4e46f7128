// SPDX-License-Identifier: Apache-2.0
//! What the engine is measured against.

pub mod bare;
pub mod lmdb;
pub mod rows;
pub mod sqlite;
