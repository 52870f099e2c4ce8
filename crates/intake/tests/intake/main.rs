//! The intake over real files, real workers and real programs.

mod helper;
