use std::io::Write;
use std::path::PathBuf;
use std::time::Instant;

use sagsbord_pdf::{
    ActFile, BundleAct, BundleList, BundleOrder, Limits, PdfError, ReleaseDate, assemble,
};

/// A file that is only counted.
#[derive(Default)]
struct Counted(u64);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// All files as the acts of one bundle, with a list before them.
pub(crate) fn assembled(files: &[PathBuf]) -> std::io::Result<()> {
    let acts = files.iter().enumerate().map(|(index, file)| BundleAct {
        number: (index + 1).to_string(),
        title: file
            .file_stem()
            .map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        kind: "Internt".to_owned(),
        ..BundleAct::default()
    });
    let order = BundleOrder {
        title: "Måling".to_owned(),
        date: ReleaseDate::default(),
        list: Some(BundleList {
            title: "Akter".to_owned(),
            introduction: Vec::new(),
        }),
        acts: acts.collect(),
        ..BundleOrder::default()
    };
    let mut file_of = |act: usize| {
        Ok(ActFile {
            untrusted: std::fs::read(&files[act]).map_err(|_| PdfError::NotAPdf)?,
            password: None,
        })
    };
    let begun = Instant::now();
    let assembled = assemble(&order, &mut file_of, Counted::default(), Limits::default());
    let took = begun.elapsed().as_secs_f64();
    let (sink, report) = match assembled {
        Ok(assembled) => assembled,
        Err(error) => {
            println!("no bundle: {error:?}");
            return Ok(());
        }
    };
    let pages = || report.acts.iter().flat_map(|act| &act.redrawn.pages);
    println!(
        "bundle of {} acts: {} pages, {} proven by paint, {} as images, {} bytes",
        files.len(),
        report.pages,
        pages().filter(|page| page.is_proven).count(),
        pages().filter(|page| page.as_image.is_some()).count(),
        sink.0
    );
    println!(
        "redraw, tag, prove and assemble: {:.0} pages a second",
        report.pages as f64 / took.max(1e-9)
    );
    Ok(())
}
