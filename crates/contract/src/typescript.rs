//! Writes the TypeScript side of the contract. `cargo xtask bindings` runs it; `cargo xtask test`
//! fails when the checked-in file differs.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::*;

/// The whole of `ui/src/backend/contract.ts`.
pub fn contract_ts() -> String {
    let mut found = Declarations {
        config: Config::default(),
        by_name: BTreeMap::new(),
    };
    found.add::<ErrorReply>();
    found.add::<Language>();
    found.add::<DeskEvent>();
    let commands = commands(&mut found);

    let mut out = String::from(
        "// Generated from crates/contract by `cargo xtask bindings`. Do not edit by hand.\n\n",
    );
    for declaration in found.by_name.values() {
        out.push_str("export ");
        out.push_str(declaration);
        out.push_str("\n\n");
    }
    out.push_str("/** Every command: its request and its reply. */\nexport interface Commands {\n");
    for (name, request, reply) in commands {
        out.push_str(&format!(
            "  {name}: {{ request: {request}; reply: {reply} }};\n"
        ));
    }
    out.push_str("}\n\nexport const errorCodes: readonly ErrorCode[] = [\n");
    for code in ErrorCode::ALL {
        out.push_str(&format!("  \"{}\",\n", code.key()));
    }
    out.push_str("];\n\n/** The fewest signs of a reason: the desk refuses fewer. */\nexport const shortestReason = {\n");
    for (name, fewest) in shortest_reason::ALL {
        out.push_str(&format!("  {name}: {fewest},\n"));
    }
    out.push_str("} as const;\n");
    out
}

macro_rules! describe {
    ($($door:ident $name:ident($request:ident) -> $reply:ident;)*) => {
        fn commands(found: &mut Declarations) -> Vec<(&'static str, String, String)> {
            $(found.add::<$request>(); found.add::<$reply>();)*
            vec![$((
                stringify!($name),
                <$request as TS>::name(&found.config),
                <$reply as TS>::name(&found.config),
            )),*]
        }
    };
}
every_command!(describe);

struct Declarations {
    config: Config,
    by_name: BTreeMap<String, String>,
}

impl Declarations {
    fn add<T: TS + 'static + ?Sized>(&mut self) {
        self.visit::<T>();
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only types of ours have a file of their own; numbers and strings do not.
        if T::output_path().is_none() {
            T::visit_generics(self);
            return;
        }
        let name = T::ident(&self.config);
        if self.by_name.contains_key(&name) {
            return;
        }
        self.by_name.insert(name.clone(), T::decl(&self.config));
        T::visit_dependencies(self);
    }
}
