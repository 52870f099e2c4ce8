use super::call::{PostClient, Request};
use super::letter::{Letter, MemoVersion};
use super::status::PostFault;
use crate::error::PlatformError;
use crate::index::Attempt;
use crate::xml::{Bounds, Malformed, Reader};

/// What was answered at once. What became of the letter comes later, by an event with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// Taken, and not yet delivered.
    Accepted { transmission: Option<String> },
    Refused {
        transmission: Option<String>,
        faults: Vec<PostFault>,
    },
}

#[derive(Default)]
struct Said {
    is_taken: Option<bool>,
    transmission: Option<String>,
    faults: Vec<PostFault>,
}

impl PostClient {
    /// Hands a letter in, once. After an error that leaves doubt it may have been taken, and must not be sent again
    /// before its status has come or a person has decided: whether the platform refuses the same id twice is not
    /// known.
    pub async fn send(
        &self,
        letter: &Letter,
        version: MemoVersion,
        attempt: Attempt,
    ) -> Result<Sent, PlatformError> {
        self.limits.check(letter)?;
        let audience = &self.place.send_audience;
        let request = Request::Send(letter, version);
        let reply = self.call(audience, attempt, request).await?;
        let sent = reply.text().and_then(|text| Ok(read(text)?));
        match (sent, reply.trouble()) {
            (Ok(sent), None) => Ok(sent),
            // A refusal may come with a status of its own, and says more.
            (Ok(refused @ Sent::Refused { .. }), Some(_)) => Ok(refused),
            (Ok(Sent::Accepted { .. }) | Err(_), Some(trouble)) => Err(trouble),
            (Err(error), None) => Err(error),
        }
    }
}

fn read(untrusted: &str) -> Result<Sent, Malformed> {
    let untrusted = untrusted.trim_start_matches('\u{feff}');
    let mut said = Said::default();
    Reader::new(untrusted, Bounds::MESSAGE).root(|reader, what| {
        if what.local != "kombi_response" {
            return Err(Malformed::AnotherMessage);
        }
        said.read(reader)
    })?;
    match (said.is_taken, said.faults.is_empty()) {
        (Some(true), true) => Ok(Sent::Accepted {
            transmission: said.transmission,
        }),
        (Some(false), _) | (None, false) => Ok(Sent::Refused {
            transmission: said.transmission,
            faults: said.faults,
        }),
        // Yes and no at once, or neither: nobody knows.
        (Some(true), false) | (None, true) => Err(Malformed::NotA("an answer")),
    }
}

impl Said {
    /// Wherever in it they stand: how the parts lie in each other is not published.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        reader.children(|reader, what| {
            match what.local {
                "Result" => self.is_taken = Some(reader.flag()?),
                "TransmissionID" | "TransmissionId" => self.transmission = reader.some_text()?,
                "Fejl" => self.faults.push(PostFault::read(reader)?),
                _ => self.read(reader)?,
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_yes_or_no_or_leaves_doubt() {
        let accepted = |transmission: Option<&str>| {
            Ok(Sent::Accepted {
                transmission: transmission.map(str::to_owned),
            })
        };
        let refused = |code: &str, text: &str| {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            Ok(Sent::Refused {
                transmission: None,
                faults: vec![PostFault {
                    code: some(code),
                    text: some(text),
                }],
            })
        };
        let check = |within: &str, expected: Result<Sent, Malformed>| {
            let reply = format!("<kombi_response>{within}</kombi_response>");
            assert_eq!(read(&reply), expected, "{within}");
        };
        check("<Result>true</Result>", accepted(None));
        check(
            "<Result>true</Result><TransmissionID>7</TransmissionID><Ny><Advis><AdvisId>0</AdvisId></Advis></Ny>",
            accepted(Some("7")),
        );
        check(
            "<Result>false</Result><Svar><Fejl><FejlId>40</FejlId><FejlTekst>Nej</FejlTekst></Fejl></Svar>",
            refused("40", "Nej"),
        );
        check(
            "<Svar><Fejl><FejlKode>40</FejlKode></Fejl></Svar>",
            refused("40", ""),
        );
        check(
            "<Result>true</Result><Svar><Fejl><FejlKode>40</FejlKode></Fejl></Svar>",
            Err(Malformed::NotA("an answer")),
        );
        check("", Err(Malformed::NotA("an answer")));
        check("<Result>måske</Result>", Err(Malformed::NotA("yes or no")));
        assert_eq!(read("<html/>"), Err(Malformed::AnotherMessage));
        assert_eq!(read("Gateway"), Err(Malformed::NotXml));
    }
}
