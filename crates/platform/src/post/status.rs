use chrono::{DateTime, Utc};
use uuid::{Uuid, uuid};

use crate::events::EventHead;
use crate::index::Reference;
use crate::xml::{Malformed, Name, Ns, Reader, Writer, moment_text};

/// What the platform says later of a letter that it took (*PKO_PostStatus*). No schema of it is published: everything
/// may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PostStatus {
    pub transmission: Option<String>,
    /// The id that we gave the letter.
    pub message: Option<Uuid>,
    pub message_id: Option<String>,
    pub dispatch: Option<String>,
    pub consignment: Option<String>,
    pub channel: Option<String>,
    pub at: Option<DateTime<Utc>>,
    /// For a person to read. What became of the letter is told by [`PostOutcome`].
    pub status: Option<String>,
    pub correlation: Option<String>,
    pub fault: Option<PostFault>,
}

/// For a person to read: the codes are not published.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PostFault {
    pub code: Option<String>,
    pub text: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PostOutcome {
    Failed,
    Ready,
    /// Taken by Digital Post, and not yet laid in the receiver's box.
    Received,
    Delivered,
    ReceivedForPrint,
    DeliveredToPrint,
    SentOnPaper,
    Recalled,
}

const OUTCOMES: [(PostOutcome, Uuid); 8] = [
    (
        PostOutcome::Failed,
        uuid!("e225a75c-4b63-46c4-9423-77f5c8762445"),
    ),
    (
        PostOutcome::Ready,
        uuid!("e2b30d57-504a-4e2e-ae2d-a1394a9cb0b8"),
    ),
    (
        PostOutcome::Received,
        uuid!("eb866ca2-b871-4387-b501-12cde577bd58"),
    ),
    (
        PostOutcome::Delivered,
        uuid!("f7161a89-5068-4023-bc80-d7f4daad2a2e"),
    ),
    (
        PostOutcome::ReceivedForPrint,
        uuid!("dd98e71c-41ac-4305-a47b-8f86b00e639b"),
    ),
    (
        PostOutcome::DeliveredToPrint,
        uuid!("e3c0a021-2070-40d4-b7b7-754aeba762e9"),
    ),
    (
        PostOutcome::SentOnPaper,
        uuid!("db5a6025-caa3-45c3-8e02-4e6fa8142ade"),
    ),
    (
        PostOutcome::Recalled,
        uuid!("f03904aa-df6e-417f-bd74-6a01a61adbcf"),
    ),
];

const fn pko(local: &'static str) -> Name {
    Name(Ns::PostStatus, local)
}

impl PostOutcome {
    /// What an event says was done, by the ids that are published.
    pub fn told_by(head: &EventHead) -> Option<Self> {
        head.objects.iter().find_map(|object| match &object.action {
            Some(Reference::Id(action)) => OUTCOMES
                .iter()
                .find(|(_, id)| id == action)
                .map(|(outcome, _)| *outcome),
            Some(Reference::Urn(_)) | None => None,
        })
    }

    pub fn id(self) -> Uuid {
        OUTCOMES
            .iter()
            .find(|(outcome, _)| *outcome == self)
            .map(|(_, id)| *id)
            .unwrap_or_default()
    }
}

impl PostStatus {
    /// How its events are known.
    pub const KIND: Uuid = uuid!("d2bed63c-4853-4008-b6e0-a74c15b15fbf");

    pub(crate) fn write(&self, writer: &mut Writer) {
        writer.element(pko("PKO_PostStatus"), |writer| {
            writer.optional(pko("TransmissionId"), self.transmission.as_deref());
            let message = self.message.map(|id| id.to_string());
            writer.optional(pko("MessageUUID"), message.as_deref());
            writer.optional(pko("MessageId"), self.message_id.as_deref());
            writer.optional(pko("AfsendelseIdentifikator"), self.dispatch.as_deref());
            writer.optional(pko("ForsendelseIdentifikator"), self.consignment.as_deref());
            writer.optional(pko("KanalKode"), self.channel.as_deref());
            let at = self.at.map(moment_text);
            writer.optional(pko("TransaktionsDatoTid"), at.as_deref());
            writer.optional(pko("TransaktionsStatusKode"), self.status.as_deref());
            writer.optional(pko("CorrelationId"), self.correlation.as_deref());
            if let Some(fault) = &self.fault {
                writer.element(pko("FejlDetaljer"), |writer| {
                    writer.optional(pko("FejlKode"), fault.code.as_deref());
                    writer.optional(pko("FejlTekst"), fault.text.as_deref());
                });
            }
        });
    }

    /// By the names of its elements alone, since their order and namespace are only known from others' programs.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut status = Self::default();
        reader.children(|reader, what| {
            match what.local {
                "TransmissionId" => status.transmission = reader.some_text()?,
                "MessageUUID" => status.message = Uuid::try_parse(reader.text()?.trim()).ok(),
                "MessageId" => status.message_id = reader.some_text()?,
                "AfsendelseIdentifikator" => status.dispatch = reader.some_text()?,
                "ForsendelseIdentifikator" => status.consignment = reader.some_text()?,
                "KanalKode" => status.channel = reader.some_text()?,
                "TransaktionsDatoTid" => status.at = crate::xml::parse_moment(&reader.text()?),
                "TransaktionsStatusKode" => status.status = reader.some_text()?,
                "CorrelationId" => status.correlation = reader.some_text()?,
                "FejlDetaljer" => status.fault = Some(PostFault::read(reader)?),
                _ => {}
            }
            Ok(())
        })?;
        Ok(status)
    }
}

impl PostFault {
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, Malformed> {
        let mut fault = Self::default();
        reader.children(|reader, what| {
            match what.local {
                "FejlKode" | "FejlId" => fault.code = reader.some_text()?,
                "FejlTekst" => fault.text = reader.some_text()?,
                _ => {}
            }
            Ok(())
        })?;
        Ok(fault)
    }
}
