//! Each foreign technology has one home. What only one room can reach, only that room must be
//! rewritten, reviewed and tested for when the technology changes or fails.

use anyhow::Result;

use super::finding::Finding;
use super::tree::Tree;
use super::workspace::Workspace;

struct Home {
    /// A crate's name; a `*` at the end stands for any rest.
    crates: &'static [&'static str],
    rooms: &'static [&'static str],
    why: &'static str,
}

const HOMES: [Home; 9] = [
    Home {
        crates: &["tauri*", "wry", "tao"],
        rooms: &["src-tauri"],
        why: "Only the shell knows the window; the use cases run without one",
    },
    Home {
        crates: &["sqlx*", "rusqlite"],
        rooms: &["store"],
        why: "Only the store writes SQL, so that access filter, audit and encryption cannot be gone round",
    },
    Home {
        crates: &["libsqlite3-sys"],
        rooms: &["store", "c-library"],
        why: "The store chooses how the database is built; the C library's room only has it tell of its threads",
    },
    Home {
        crates: &[
            "hayro*",
            "krilla*",
            "lopdf",
            "pdf-writer",
            "pdfium-render",
            "mupdf",
            "printpdf",
            "typst*",
        ],
        rooms: &["pdf"],
        why: "PDF engines read hostile bytes; one room holds their limits",
    },
    Home {
        crates: &["reqwest"],
        rooms: &["platform", "sources"],
        why: "Only the doors to other systems reach the network",
    },
    Home {
        crates: &["quick-xml"],
        rooms: &["platform", "standin", "intake"],
        why: "XML is the service platform's wire, and what office files are made of",
    },
    Home {
        crates: &[
            "roxmltree",
            "xmltree",
            "xml-rs",
            "lapin",
            "amqprs",
            "bergshamra",
            "xmlsec",
            "samael",
        ],
        rooms: &["platform", "standin"],
        why: "XML and AMQP are the service platform's wire, and stay on it",
    },
    Home {
        crates: &[
            "keyring*",
            "apple-native-keyring-store",
            "windows-native-keyring-store",
            "zbus-secret-service-keyring-store",
            "secret-service",
        ],
        rooms: &["app"],
        why: "Keys are reached through the key port alone",
    },
    Home {
        crates: &["axum*"],
        rooms: &["cli", "standin"],
        why: "The product opens no port; only the development backend and the stand-in do",
    },
];

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for room in Workspace::read(tree)?.rooms {
        for dependency in room.dependencies() {
            let home = HOMES.iter().find(|home| {
                home.crates
                    .iter()
                    .any(|pattern| matches(pattern, &dependency.package))
            });
            if let Some(home) = home
                && !home.rooms.contains(&room.name.as_str())
            {
                findings.push(Finding::new(
                    &room.manifest,
                    dependency.line,
                    format!(
                        "`{}` belongs to {} only",
                        dependency.package,
                        home.rooms.join(" and ")
                    ),
                    home.why,
                ));
            }
        }
    }
    Ok(findings)
}

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}
