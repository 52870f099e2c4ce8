//! Projects of macros as Word and Excel keep them (MS-OVBA), nothing of them packed smaller than it is.

use std::io::{Cursor, Write};

use super::Package;

pub(crate) struct Module {
    pub(crate) name: &'static str,
    /// It belongs to the document, a workbook or a sheet, and hears what happens to it.
    pub(crate) is_of_document: bool,
    pub(crate) lines: String,
}

pub(crate) fn project(modules: &[Module]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    file.create_storage("/VBA").expect("a folder in it");
    let mut put = |name: &str, bytes: &[u8]| {
        let mut stream = file.create_stream(name).expect("a stream");
        stream.write_all(bytes).expect("its bytes");
    };
    put("/VBA/_VBA_PROJECT", &[0xCC, 0x61, 0xFF, 0xFF, 0, 0, 0]);
    put("/VBA/dir", &packed(&directory(modules)));
    let mut listed = String::from("ID=\"{00000000-0000-0000-0000-000000000000}\"\r\n");
    for module in modules {
        listed.push_str(&match module.is_of_document {
            true => format!("Document={}/&H00000000\r\n", module.name),
            false => format!("Module={}\r\n", module.name),
        });
        let lines = format!(
            "Attribute VB_Name = \"{}\"\r\n{}",
            module.name, module.lines
        );
        put(&format!("/VBA/{}", module.name), &packed(lines.as_bytes()));
    }
    listed.push_str("Name=\"VBAProject\"\r\nHelpContextID=\"0\"\r\n");
    put("/PROJECT", listed.as_bytes());
    file.into_inner().into_inner()
}

pub(crate) fn add(package: &mut Package, main: &str, part: &str, project: &[u8]) {
    package.part(part, "application/vnd.ms-office.vbaProject", project);
    package.relate(
        main,
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "vbaProject.bin",
    );
}

fn directory(modules: &[Module]) -> Vec<u8> {
    let mut all = Vec::new();
    let mut record = |id: u16, bytes: &[u8]| {
        all.extend(id.to_le_bytes());
        all.extend((bytes.len() as u32).to_le_bytes());
        all.extend(bytes);
    };
    let danish = 0x0406_u32.to_le_bytes();
    record(0x0001, &1_u32.to_le_bytes());
    record(0x0002, &danish);
    record(0x0014, &danish);
    record(0x0003, &1252_u16.to_le_bytes());
    record(0x0004, b"VBAProject");
    for empty in [0x0005, 0x0040, 0x0006, 0x003D] {
        record(empty, b"");
    }
    record(0x0007, &[0; 4]);
    record(0x0008, &[0; 4]);
    all.extend(b"\x09\0\x04\0\0\0\x01\0\0\0\x01\0");
    let mut record = |id: u16, bytes: &[u8]| {
        all.extend(id.to_le_bytes());
        all.extend((bytes.len() as u32).to_le_bytes());
        all.extend(bytes);
    };
    record(0x000C, b"");
    record(0x003C, b"");
    record(0x000F, &(modules.len() as u16).to_le_bytes());
    record(0x0013, &[0xFF, 0xFF]);
    for module in modules {
        let wide: Vec<u8> = module
            .name
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        record(0x0019, module.name.as_bytes());
        record(0x0047, &wide);
        record(0x001A, module.name.as_bytes());
        record(0x0032, &wide);
        record(0x001C, b"");
        record(0x0048, b"");
        record(0x0031, &[0; 4]);
        record(0x001E, &[0; 4]);
        record(0x002C, &[0xFF, 0xFF]);
        record(
            if module.is_of_document {
                0x0022
            } else {
                0x0021
            },
            b"",
        );
        record(0x002B, b"");
    }
    record(0x0010, b"");
    all
}

/// In pieces of four thousand letters, each letter as it is.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut all = vec![1];
    for piece in bytes.chunks(3_600) {
        let mut tokens = Vec::new();
        for few in piece.chunks(8) {
            tokens.push(0);
            tokens.extend(few);
        }
        let head = 0xB000 | (tokens.len() as u16 + 2 - 3);
        all.extend(head.to_le_bytes());
        all.extend(tokens);
    }
    all
}

/// The same file as one whose kind says that it has macros.
pub(crate) fn may_run(package: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
    let mut parts = Vec::new();
    for at in 0..from.len() {
        let mut part = from.by_index(at).expect("a part");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).expect("its bytes");
        let name = part.name().expect("a name").into_owned();
        if name == "[Content_Types].xml" {
            let types = String::from_utf8_lossy(&bytes)
                .replace(
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    "application/vnd.ms-word.document.macroEnabled.main+xml",
                )
                .replace(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                );
            bytes = types.into_bytes();
        }
        if name == "xl/workbook.xml" {
            let book = String::from_utf8_lossy(&bytes).replacen(
                "<sheets>",
                "<workbookPr codeName=\"ThisWorkbook\"/><sheets>",
                1,
            );
            bytes = book.into_bytes();
        }
        parts.push((name, bytes));
    }
    super::zipped(&parts)
}
