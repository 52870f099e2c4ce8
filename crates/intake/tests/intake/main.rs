//! The intake over real files, real workers and real programs.

mod archives;
mod confined;
mod engine;
mod helper;
mod kinds;
mod make;
mod manifest;
mod near;
mod taking;
