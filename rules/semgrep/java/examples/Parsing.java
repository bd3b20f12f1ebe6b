package example;

import java.beans.XMLDecoder;
import java.io.*;
import java.nio.file.*;
import java.util.zip.*;
import javax.xml.parsers.*;
import javax.xml.stream.XMLInputFactory;

class Parsing {
    Object read(InputStream input) throws Exception {
        ObjectInputStream stream = new ObjectInputStream(input);
        // ruleid: java-unsafe-deserialisation
        stream.readObject();
        // ruleid: java-unsafe-deserialisation
        return new XMLDecoder(input).readObject();
    }

    Object readFiltered(InputStream input) throws Exception {
        ObjectInputStream stream = new ObjectInputStream(input);
        stream.setObjectInputFilter(ObjectInputFilter.Config.createFilter("example.*;!*"));
        // ok: java-unsafe-deserialisation
        return stream.readObject();
    }

    void parse(InputStream input) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        // ruleid: java-xml-external-entities
        factory.newDocumentBuilder().parse(input);
        // ruleid: java-xml-external-entities
        SAXParserFactory.newInstance().newSAXParser();
        XMLInputFactory streams = XMLInputFactory.newInstance();
        // ruleid: java-xml-external-entities
        streams.createXMLStreamReader(input);
    }

    void parseSafely(InputStream input) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        // ok: java-xml-external-entities
        factory.newDocumentBuilder().parse(input);
        XMLInputFactory streams = XMLInputFactory.newInstance();
        streams.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        // ok: java-xml-external-entities
        streams.createXMLStreamReader(input);
    }

    void unpack(ZipInputStream input) throws IOException {
        ZipEntry entry = input.getNextEntry();
        // ruleid: java-archive-path-traversal
        new FileOutputStream(new File("/srv/out", entry.getName()));
        // ok: java-archive-path-traversal
        new FileOutputStream("/srv/out/fixed.txt");
    }

    void unpackWithCheck(ZipInputStream input) throws IOException {
        ZipEntry entry = input.getNextEntry();
        Path path = Path.of("/srv/out").resolve(entry.getName()).normalize();
        if (!path.startsWith("/srv/out")) throw new IOException("outside");
        // ok: java-archive-path-traversal
        Files.copy(input, path);
    }
}
