use crate::xml::{Bounds, Malformed, Ns, Reader};

/// The platform would not, or could not. Only the kind may be acted on; the texts are for a person to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub blame: Blame,
    /// The service platform's own code, where it gives one.
    pub code: Option<String>,
    pub text: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blame {
    /// The message is wrong: sent again it is as wrong.
    Sender,
    /// The platform has trouble: later it may not.
    Receiver,
    /// Token, signature or rights.
    Security,
}

/// An element's name as it was read.
pub(crate) type Found<'a> = (Ns, &'a str);

/// What stands in the body, or the fault that does.
pub(crate) fn read_reply<T>(
    untrusted: &str,
    read: impl FnOnce(&mut Reader<'_>, Found<'_>) -> Result<T, Malformed>,
) -> Result<Result<T, Fault>, Malformed> {
    let mut read = Some(read);
    Reader::new(untrusted, Bounds::MESSAGE).root(|reader, what| {
        if !matches!(what.ns, Ns::Soap12 | Ns::Soap11) || what.local != "Envelope" {
            return Err(Malformed::AnotherMessage);
        }
        let mut found = None;
        reader.children(|reader, what| {
            if !matches!(what.ns, Ns::Soap12 | Ns::Soap11) || what.local != "Body" {
                return Ok(());
            }
            reader.children(|reader, what| {
                if matches!(what.ns, Ns::Soap12 | Ns::Soap11) && what.local == "Fault" {
                    found = Some(Err(read_fault(reader)?));
                } else if let Some(read) = read.take() {
                    found = Some(Ok(read(reader, (what.ns, what.local))?));
                }
                Ok(())
            })
        })?;
        found.ok_or(Malformed::AnotherMessage)
    })
}

/// Both versions of the envelope, and the service platform's own list of errors in the detail.
fn read_fault(reader: &mut Reader<'_>) -> Result<Fault, Malformed> {
    let mut codes = Vec::new();
    let (mut text, mut code) = (None, None);
    walk(reader, &mut |local, value| match local {
        "Value" | "faultcode" => codes.push(value),
        "Text" | "faultstring" => text = text.take().or(Some(value)),
        "ErrorCode" => code = code.take().or(Some(value)),
        "ErrorText" => text = Some(value),
        _ => {}
    })?;
    let local = |code: &String| code.rsplit(':').next().unwrap_or_default().to_owned();
    let codes: Vec<String> = codes.iter().map(local).collect();
    let is_security = |code: &String| {
        let known = [
            "InvalidSecurity",
            "InvalidSecurityToken",
            "FailedAuthentication",
            "FailedCheck",
            "SecurityTokenUnavailable",
            "MessageExpired",
            "RequestFailed",
            "ExpiredData",
        ];
        known.contains(&code.as_str())
    };
    let blame = if codes.iter().any(is_security) {
        Blame::Security
    } else if codes
        .iter()
        .any(|code| matches!(code.as_str(), "Receiver" | "Server"))
    {
        Blame::Receiver
    } else {
        Blame::Sender
    };
    Ok(Fault { blame, code, text })
}

/// Every element with its own text, at whatever depth.
fn walk(reader: &mut Reader<'_>, tell: &mut dyn FnMut(&str, String)) -> Result<(), Malformed> {
    reader.children(|reader, what| {
        let local = what.local.to_owned();
        match local.as_str() {
            "Value" | "faultcode" | "Text" | "faultstring" | "ErrorCode" | "ErrorText" => {
                let value = reader.text()?.trim().to_owned();
                tell(&local, value);
                Ok(())
            }
            _ => walk(reader, tell),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Result<Result<String, Fault>, Malformed> {
        read_reply(xml, |reader, _| reader.text())
    }

    #[test]
    fn an_answer_a_fault_and_something_else_are_told_apart() {
        let envelope = |body: &str| {
            format!(
                r#"<e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"><e:Header><x/></e:Header><e:Body>{body}</e:Body></e:Envelope>"#
            )
        };
        assert_eq!(read(&envelope("<a>svar</a>")), Ok(Ok("svar".to_owned())));
        assert_eq!(read(&envelope("")), Err(Malformed::AnotherMessage));
        assert_eq!(
            read("<html><body>Gateway</body></html>"),
            Err(Malformed::AnotherMessage)
        );
        let check = |body: &str, blame: Blame, code: Option<&str>, text: Option<&str>| {
            let fault = read(&envelope(body)).unwrap().unwrap_err();
            assert_eq!(fault.blame, blame, "{body}");
            assert_eq!(fault.code.as_deref(), code);
            assert_eq!(fault.text.as_deref(), text);
        };
        check(
            "<e:Fault><e:Code><e:Value>e:Sender</e:Value><e:Subcode><e:Value xmlns:w=\"urn:w\">w:InvalidSecurityToken</e:Value></e:Subcode></e:Code><e:Reason><e:Text xml:lang=\"da\">Nej</e:Text></e:Reason></e:Fault>",
            Blame::Security,
            None,
            Some("Nej"),
        );
        check(
            "<e:Fault><e:Code><e:Value>e:Receiver</e:Value></e:Code></e:Fault>",
            Blame::Receiver,
            None,
            None,
        );
        check(
            "<e:Fault><e:Code><e:Value>e:Sender</e:Value></e:Code><e:Reason><e:Text>x</e:Text></e:Reason><e:Detail><f:ServiceplatformFault xmlns:f=\"http://serviceplatformen.dk/xml/schemas/ServiceplatformFault/1/\"><f:ErrorList><f:Error><f:ErrorCode>F1</f:ErrorCode><f:ErrorText>Ukendt</f:ErrorText></f:Error></f:ErrorList></f:ServiceplatformFault></e:Detail></e:Fault>",
            Blame::Sender,
            Some("F1"),
            Some("Ukendt"),
        );
        let old = r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>e:Server</faultcode><faultstring>Nede</faultstring></e:Fault></e:Body></e:Envelope>"#;
        assert_eq!(
            read(old).unwrap().unwrap_err(),
            Fault {
                blame: Blame::Receiver,
                code: None,
                text: Some("Nede".to_owned())
            }
        );
    }
}
