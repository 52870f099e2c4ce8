// Verifies the signature of a message whose key is named by the token in it, with Apache's implementations of XML
// signatures and of WS-Security. Run by `signatures.rs`: java VerifySignature.java CERTIFICATE MESSAGE

import java.io.FileInputStream;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.ws.security.WSDocInfo;
import org.apache.ws.security.WSSConfig;
import org.apache.ws.security.message.CallbackLookup;
import org.apache.ws.security.message.DOMCallbackLookup;
import org.apache.ws.security.transform.STRTransform;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class VerifySignature {
    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    static final String SECURITY =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String UTILITY =
        "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    public static void main(String[] arguments) throws Exception {
        WSSConfig.init();
        X509Certificate certificate;
        try (FileInputStream file = new FileInputStream(arguments[0])) {
            certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
        }
        DocumentBuilderFactory builders = DocumentBuilderFactory.newInstance();
        builders.setNamespaceAware(true);
        Document message = builders.newDocumentBuilder().parse(arguments[1]);

        Element security = (Element) message.getElementsByTagNameNS(SECURITY, "Security").item(0);
        Element signature = null;
        for (var child = security.getFirstChild(); child != null; child = child.getNextSibling()) {
            // The token before it has a signature of its own.
            if (child instanceof Element found && "Signature".equals(found.getLocalName())) {
                signature = found;
            }
        }
        DOMValidateContext context = new DOMValidateContext(certificate.getPublicKey(), signature);
        context.setProperty("org.apache.jcp.xml.dsig.secureValidation", Boolean.TRUE);
        NodeList all = message.getElementsByTagName("*");
        for (int at = 0; at < all.getLength(); at++) {
            Element element = (Element) all.item(at);
            if (element.hasAttributeNS(UTILITY, "Id")) {
                context.setIdAttributeNS(element, UTILITY, "Id");
            }
            for (String name : new String[] {"Id", "ID"}) {
                if (element.hasAttributeNS(null, name)) {
                    context.setIdAttributeNS(element, null, name);
                }
            }
        }
        WSDocInfo known = new WSDocInfo(message);
        CallbackLookup lookup = new DOMCallbackLookup(message);
        known.setCallbackLookup(lookup);
        context.setProperty(STRTransform.TRANSFORM_WS_DOC_INFO, known);

        XMLSignature read = XMLSignatureFactory.getInstance("DOM", "ApacheXMLDSig").unmarshalXMLSignature(context);
        boolean holds = read.getSignatureValue().validate(context);
        System.out.println("value " + holds);
        for (Object one : read.getSignedInfo().getReferences()) {
            Reference reference = (Reference) one;
            boolean holdsHere = reference.validate(context);
            String transform = ((javax.xml.crypto.dsig.Transform) reference.getTransforms().get(0)).getAlgorithm();
            System.out.println(holdsHere + " " + reference.getURI() + " " + transform);
            holds &= holdsHere;
        }
        System.exit(holds ? 0 : 1);
    }
}
