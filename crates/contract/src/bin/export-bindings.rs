//! Prints the TypeScript contract, or writes it to the path given.

use std::io::Write as _;

fn main() -> std::io::Result<()> {
    let text = sagsbord_contract::typescript::contract_ts();
    match std::env::args_os().nth(1) {
        Some(path) => std::fs::write(path, text),
        None => std::io::stdout().write_all(text.as_bytes()),
    }
}
