use std::io::{self, BufReader, BufWriter, Stdout, Write};
use std::process::ExitCode;

use sagsbord_pdf::{AllHidden, PageText, Stop, Viewer};

use super::frames::{BEGINS, receive, send};
use super::{Ask, Next, Tell};
use crate::confine::confine_worker;
use crate::found::{Found, Heard};
use crate::pages::{self, OpenPages, Wanted};
use crate::read::{self, OutsideFile, Step, Unreadable, take_hidden};
use crate::reading::{Hidden, HiddenKind, ReadWord};
use crate::{Kind, Limits, WhyUnreadable};

/// A worker's whole life: one question after the other, until nobody asks any more.
pub(crate) fn serve() -> ExitCode {
    match answer_all() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer_all() -> io::Result<()> {
    let confinement = confine_worker(Limits::default().worker_memory);
    let mut questions = BufReader::new(io::stdin().lock());
    let mut out = Out(BufWriter::new(io::stdout()));
    out.0.write_all(BEGINS)?;
    out.tell(&Tell::Ready(confinement), &[])?;
    out.flush()?;
    let mut at_hand: Option<OpenPages> = None;
    let mut shown: Option<Viewer> = None;
    while let Some((ask, payload)) =
        receive::<Ask>(&mut questions, Limits::default().file_bytes * 2)?
    {
        match ask {
            Ask::Read {
                name,
                kind,
                password,
                limits,
            } => {
                let kind = kind.unwrap_or_else(|| Kind::of(&payload, &name));
                let asked = Asked {
                    name,
                    kind,
                    password,
                    limits,
                };
                at_hand = read_one(&asked, payload, &mut out)?;
            }
            Ask::Pages { limits } => {
                let asked = Asked {
                    name: String::new(),
                    kind: Kind::Pdf,
                    password: None,
                    limits,
                };
                at_hand = pages_alone(&asked, payload, &mut out)?;
            }
            Ask::Pictures { lengths, limits } => {
                at_hand = pages_of_pictures(&lengths, &payload, limits, &mut out)?;
            }
            Ask::Open { password, limits } => {
                shown = Viewer::open(payload, password.as_deref(), pages::pdf_limits(&limits)).ok();
                let tell = match &shown {
                    Some(viewer) => Tell::Opened {
                        pages: sizes(viewer),
                    },
                    None => Tell::NoPicture,
                };
                out.tell(&tell, &[])?;
            }
            Ask::Show { page, dpi } => match shown
                .as_ref()
                .map(|viewer| viewer.png(page, dpi, None, &Stop::default()))
            {
                Some(Ok(png)) => out.tell(&Tell::Shown, &png)?,
                Some(Err(_)) | None => out.tell(&Tell::NoPicture, &[])?,
            },
            Ask::Words { page } => match shown.as_ref().map(|viewer| viewer.text(page)) {
                Some(Ok(text)) => out.tell(
                    &Tell::Words {
                        words: words(&text),
                    },
                    &[],
                )?,
                Some(Err(_)) | None => out.tell(&Tell::NoPicture, &[])?,
            },
            Ask::Table { limits } => match read::table(&payload, limits) {
                Ok(rows) => out.tell(&Tell::Table { rows }, &[])?,
                Err(_) => out.tell(&Tell::NoPicture, &[])?,
            },
            Ask::Picture { page } => tell_picture(at_hand.as_mut(), page, &mut out)?,
        }
        out.flush()?;
    }
    Ok(())
}

fn sizes(viewer: &Viewer) -> Vec<[f32; 2]> {
    viewer
        .pages()
        .iter()
        .map(|page| match page {
            Ok(size) => [size.width, size.height],
            Err(_) => [0.0, 0.0],
        })
        .collect()
}

/// In reading order, as the page's text has them.
fn words(text: &PageText) -> Vec<ReadWord> {
    let lines = (0..).zip(&text.lines);
    lines
        .flat_map(|(line, read)| {
            read.words.iter().map(move |word| ReadWord {
                text: word.text.clone(),
                area: [word.area.x0, word.area.y0, word.area.x1, word.area.y1]
                    .map(|side| side as f32),
                confidence: 100.0,
                line,
            })
        })
        .collect()
}

struct Asked {
    name: String,
    kind: Kind,
    password: Option<String>,
    limits: Limits,
}

fn read_one(asked: &Asked, bytes: Vec<u8>, out: &mut Out) -> io::Result<Option<OpenPages>> {
    let mut broken = None;
    let mut heard = |heard: Heard| {
        let told = match heard {
            Heard::Child {
                name,
                role,
                content: Ok(bytes),
            } => out.tell(
                &Tell::Child {
                    name,
                    role,
                    lost: None,
                },
                &bytes,
            ),
            Heard::Child {
                name,
                role,
                content: Err(why),
            } => out.tell(
                &Tell::Child {
                    name,
                    role,
                    lost: Some(why),
                },
                &[],
            ),
        };
        if let Err(error) = told {
            broken.get_or_insert(error);
        }
    };
    let mut found = Found::new(asked.limits, &mut heard);
    let file = OutsideFile {
        bytes: &bytes,
        name: &asked.name,
        kind: asked.kind,
        password: asked.password.as_deref(),
    };
    let step = read::read(&file, &mut found);
    let (mut hidden, mut hidden_beyond) = (found.hidden, found.hidden_beyond);
    let (mail, quoted) = (found.mail, found.quoted);
    if let Some(error) = broken {
        return Err(error);
    }
    let (next, at_hand) = match step {
        Ok(Step::PagesOfItself) => {
            let (next, at_hand, all) = pages_of(bytes, asked, Wanted::HiddenToo, out)?;
            hidden_beyond += take_hidden(all, &asked.limits, &mut hidden);
            (next, at_hand)
        }
        Ok(Step::PagesMade(pdf)) => {
            out.tell(&Tell::PagesMade, &pdf)?;
            let (next, at_hand, _) = pages_of(pdf, asked, Wanted::Pages, out)?;
            (next, at_hand)
        }
        Ok(Step::ThroughOffice {
            extension,
            look_into,
        }) => {
            let next = Next::ThroughOffice {
                extension: extension.to_owned(),
                look_into: look_into.map(str::to_owned),
            };
            (next, None)
        }
        Ok(Step::ThroughHeif) => (Next::ThroughHeif, None),
        Ok(Step::Container) => (Next::Container, None),
        Err(unreadable) => (unreadable.into(), None),
    };
    if hidden_beyond > 0 {
        hidden.push(Hidden {
            kind: HiddenKind::MoreThanKept,
            place: String::new(),
            text: String::new(),
            count: hidden_beyond,
        });
    }
    out.tell(
        &Tell::Done {
            kind: asked.kind,
            next,
            hidden,
            hidden_beyond,
            mail,
            quoted,
        },
        &[],
    )?;
    Ok(at_hand)
}

fn pages_alone(asked: &Asked, pdf: Vec<u8>, out: &mut Out) -> io::Result<Option<OpenPages>> {
    let (next, at_hand, _) = pages_of(pdf, asked, Wanted::Pages, out)?;
    done(asked.kind, next, out)?;
    Ok(at_hand)
}

fn pages_of_pictures(
    lengths: &[usize],
    mut payload: &[u8],
    limits: Limits,
    out: &mut Out,
) -> io::Result<Option<OpenPages>> {
    let mut pictures = Vec::new();
    for length in lengths {
        let (picture, rest) = payload
            .split_at_checked(*length)
            .ok_or(io::ErrorKind::InvalidData)?;
        pictures.push(picture);
        payload = rest;
    }
    match read::pages_of_unpacked(&pictures, &limits) {
        Ok(pdf) => {
            out.tell(&Tell::PagesMade, &pdf)?;
            let asked = Asked {
                name: String::new(),
                kind: Kind::Pdf,
                password: None,
                limits,
            };
            pages_alone(&asked, pdf, out)
        }
        Err(unreadable) => {
            done(Kind::Heic, unreadable.into(), out)?;
            Ok(None)
        }
    }
}

/// Nothing is told with it that was not told of the file itself.
fn done(kind: Kind, next: Next, out: &mut Out) -> io::Result<()> {
    out.tell(
        &Tell::Done {
            kind,
            next,
            hidden: Vec::new(),
            hidden_beyond: 0,
            mail: None,
            quoted: Vec::new(),
        },
        &[],
    )
}

impl From<Unreadable> for Next {
    fn from(unreadable: Unreadable) -> Self {
        Self::Unreadable {
            why: unreadable.why,
            detail: unreadable.detail,
        }
    }
}

fn pages_of(
    pdf: Vec<u8>,
    asked: &Asked,
    wanted: Wanted,
    out: &mut Out,
) -> io::Result<(Next, Option<OpenPages>, AllHidden)> {
    let is_itself = wanted == Wanted::HiddenToo;
    let password = asked.password.clone().filter(|_| is_itself);
    let mut broken = None;
    let read = pages::read(
        pdf,
        password,
        &asked.limits,
        wanted,
        &mut |page, wants_ocr| {
            if let Err(error) = out.tell(&Tell::Page { page, wants_ocr }, &[]) {
                broken.get_or_insert(error);
            }
        },
    );
    match (broken, read) {
        (Some(error), _) => Err(error),
        (None, Ok((open, hidden))) => Ok((Next::Pages { is_itself }, Some(open), hidden)),
        (None, Err(unreadable)) => Ok((unreadable.into(), None, AllHidden::default())),
    }
}

fn tell_picture(at_hand: Option<&mut OpenPages>, page: u32, out: &mut Out) -> io::Result<()> {
    let picture = match at_hand {
        Some(open) => open.picture(page),
        None => Err(WhyUnreadable::Missing.into()),
    };
    match picture {
        Ok(picture) => out.tell(
            &Tell::Picture {
                width: picture.width,
                height: picture.height,
                dpi: picture.dpi,
                page_width: picture.page_width,
                page_height: picture.page_height,
                turned: picture.turned,
                straightened: picture.straightened,
                look: picture.look,
            },
            &picture.grey,
        ),
        Err(_) => out.tell(&Tell::NoPicture, &[]),
    }
}

struct Out(BufWriter<Stdout>);

impl Out {
    fn tell(&mut self, tell: &Tell, payload: &[u8]) -> io::Result<()> {
        send(&mut self.0, tell, payload)?;
        // A long file's first pages are a sign of life that must not wait for its last.
        if payload.len() > 1 << 16 {
            self.0.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
