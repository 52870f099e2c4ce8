//! Texts of each kind, with content and hidden data that is known. All people are invented.

pub(crate) const CSV: &str =
    "Navn;Beløb;Bemærkning\r\nIb Bo;1.200,50;\"Flere linjer\r\ni feltet\"\r\nÆa Å;12,00;ok\r\n";

pub(crate) const HTML: &str = "<!DOCTYPE html><html><head><title>Årsplan</title><meta name=author content='Ea Lund'></head><body><h2>Mål</h2><!-- husk at slette --><p>Vi vil <a href='https://a.example/maal'>mere</a>.</p><img src='https://a.example/logo.png' alt=Logo><script>send()</script><div style='display:none'>intern note</div></body></html>";

pub(crate) const MARKDOWN: &str =
    "# Notat\n\nEn linje med **fed**.\n\n- et\n- to\n\n<!-- skjult -->\n";

pub(crate) const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Prøve//DA\r\nBEGIN:VEVENT\r\nUID:1@a.example\r\nSUMMARY:Netværksmøde\\, uge 45\r\nDTSTART:20261103T090000Z\r\nDTEND;TZID=Europe/Copenhagen:20261103T113000\r\nLOCATION:Rådhuset\\, lokale 2\r\nORGANIZER;CN=\"Søren Østergård\":mailto:soren@havrelunde.example\r\nATTENDEE;CN=Mette Ærø;PARTSTAT=ACCEPTED:mailto:mette@borger.example\r\nATTENDEE;PARTSTAT=DECLINED:MAILTO:ib@a.ex\r\n ample\r\nCLASS:PRIVATE\r\nATTACH;ENCODING=BASE64;VALUE=BINARY;X-FILENAME=dagsorden.txt:aGVq\r\nATTACH:https://a.example/bilag\r\nDESCRIPTION:Vi mødes om sagen.\\nTag bilag med.\r\nX-ALT-DESC;FMTTYPE=text/html:<p>En helt anden tekst</p>\r\nBEGIN:VALARM\r\nDESCRIPTION:Ring først\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

pub(crate) const CARDS: &str = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=86r=C3=B8;Mette\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Mette=20=\r\n=C3=86r=C3=B8\r\nTEL;CELL;HOME:11 22 33 44\r\nADR;HOME:;;Bygaden 1;Havrelunde;;9999;\r\nPHOTO;TYPE=PNG;ENCODING=BASE64:\r\n aGVq\r\n\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Søren Østergård\r\nN:Østergård;Søren;;;\r\nORG:Havrelunde Kommune;Børn og Unge\r\nitem1.EMAIL;TYPE=INTERNET,WORK:soren@havrelunde.example\r\nNOTE:To\\nlinjer\r\nX-SAGSNR:26-1\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ea Lund\r\nUID:urn:uuid:1\r\nBDAY:19800203\r\nEND:VCARD\r\n";
