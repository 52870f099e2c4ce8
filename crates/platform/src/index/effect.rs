use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::ActorKind;
use crate::xml::{Malformed, Name, Ns, Reader, Writer, moment_text};

/// Whom or what is meant: an id that the platform gave, or a name in one of its schemes (`urn:oio:cpr-nr:…`).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reference {
    Id(Uuid),
    Urn(String),
}

/// When something is true, and who said so (*Virkning*). The first moment is in it, the last is not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    pub from: Option<End>,
    pub to: Option<End>,
    pub actor: Option<Reference>,
    pub actor_kind: Option<ActorKind>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    At(DateTime<Utc>),
    Never,
}

const fn sd(local: &'static str) -> Name {
    Name(Ns::Sd, local)
}

impl Reference {
    pub(crate) fn write(&self, writer: &mut Writer, name: Name) {
        writer.element(name, |writer| match self {
            Self::Id(id) => writer.text(sd("UUIDIdentifikator"), &id.to_string()),
            Self::Urn(urn) => writer.text(sd("URNIdentifikator"), urn),
        });
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Option<Self>, Malformed> {
        let mut found = None;
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "UUIDIdentifikator") => found = Some(Self::Id(reader.uuid()?)),
                (Ns::Sd, "URNIdentifikator") => found = Some(Self::Urn(reader.text()?)),
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }
}

impl Effect {
    /// True from a moment on, until somebody says otherwise.
    pub fn since(from: DateTime<Utc>, actor: Reference, actor_kind: ActorKind) -> Self {
        Self {
            from: Some(End::At(from)),
            to: Some(End::Never),
            actor: Some(actor),
            actor_kind: Some(actor_kind),
            note: None,
        }
    }

    pub fn holds_at(&self, moment: DateTime<Utc>) -> bool {
        let has_begun = match self.from {
            Some(End::At(from)) => from <= moment,
            Some(End::Never) | None => true,
        };
        let has_not_ended = match self.to {
            Some(End::At(to)) => moment < to,
            Some(End::Never) | None => true,
        };
        has_begun && has_not_ended
    }

    pub(crate) fn write(&self, writer: &mut Writer, name: Name) {
        writer.element(name, |writer| {
            if let Some(from) = self.from {
                from.write(writer, sd("FraTidspunkt"));
            }
            if let Some(to) = self.to {
                to.write(writer, sd("TilTidspunkt"));
            }
            if let Some(actor) = &self.actor {
                actor.write(writer, sd("AktoerRef"));
            }
            writer.optional(sd("AktoerTypeKode"), self.actor_kind.map(ActorKind::code));
            writer.optional(sd("NoteTekst"), self.note.as_deref());
        });
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut effect = Self::default();
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "FraTidspunkt") => effect.from = End::read(reader)?,
                (Ns::Sd, "TilTidspunkt") => effect.to = End::read(reader)?,
                (Ns::Sd, "AktoerRef") => effect.actor = Reference::read(reader)?,
                (Ns::Sd, "AktoerTypeKode") => {
                    effect.actor_kind = ActorKind::from_code(&reader.text()?);
                }
                (Ns::Sd, "NoteTekst") => effect.note = reader.some_text()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(effect)
    }
}

impl End {
    pub(crate) fn write(self, writer: &mut Writer, name: Name) {
        writer.element(name, |writer| match self {
            Self::At(moment) => writer.text(sd("TidsstempelDatoTid"), &moment_text(moment)),
            Self::Never => writer.text(sd("GraenseIndikator"), "true"),
        });
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Option<Self>, Malformed> {
        let mut end = None;
        reader.children(|reader, what| {
            match (what.ns, what.local) {
                (Ns::Sd, "TidsstempelDatoTid") => end = Some(Self::At(reader.moment()?)),
                (Ns::Sd, "GraenseIndikator") if reader.flag()? => end = Some(Self::Never),
                _ => {}
            }
            Ok(())
        })?;
        Ok(end)
    }
}
