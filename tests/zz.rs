#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]
use std::sync::Arc;
use softadastra::base::{op::Kind, id::NodeId, random::Random, time::{Clock, Now}};
use softadastra::disk::FileDisk;
use softadastra::engine::{Durability, Engine, Options};
use softadastra::sync::options::SyncOptions;
struct C; impl Clock for C { fn now(&self)->Now { Now{wall_ms:1_700_000_000_000, mono_ms:0} } }
#[test] fn zz() {
  let dir = std::path::PathBuf::from("/var/tmp/zz"); let _=std::fs::remove_dir_all(&dir); std::fs::create_dir_all(&dir).unwrap();
  let mut o = Options::new(dir.join("a.wal"), 7, Arc::new(C), Arc::new(FileDisk)); o.durability=Durability::Fast;
  let e = Engine::open(o).unwrap(); e.attach(SyncOptions::new(NodeId::new("a").unwrap())).unwrap();
  let mut r = Random::new(5);
  for i in 0..400_000u64 { let k = format!("key-{:012}", r.up_to(99_999)); 
    if let Err(x) = e.submit(Kind::Put, k.as_bytes(), &[7u8;100], 1_700_000_000_000) { println!("{i}: {x} / {:?}", e.upkeep_failure()); break; } }
  println!("{:?}", e.upkeep_failure());
  for f in std::fs::read_dir(&dir).unwrap() { let f=f.unwrap(); println!("{:?} {}", f.file_name(), f.metadata().unwrap().len()); }
}
