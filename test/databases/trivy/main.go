// Command trivy writes a small vulnerability database in the form of Trivy's own (schema 2: bbolt, a bucket a source), for
// the tests of its adapters: true facts about real packages, in words of our own.
//
//	go run . [-records FILE] FOLDER [DATE [BUCKET…]]
//
// writes FOLDER/db/trivy.db and FOLDER/db/metadata.json, dated to DATE (RFC 3339) or to now, with all records or those
// of the buckets that begin so (pip, npm, …). FOLDER can then be named as a database of trivy-fs or
// trivy-image, and be given to Trivy as --cache-dir. FILE has further advisories: a list in JSON, see the type advised.
//
// See https://trivy.dev/docs/latest/configuration/db/ and the package types of github.com/aquasecurity/trivy-db.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
)

// A record says in which versions a package has a vulnerability.
type record struct {
	// Names the bucket: an ecosystem, or a distribution with its release.
	bucket, source, sourceURL string
	pkg, id                   string
	vendorIDs                 []string
	// For packages of a programming language.
	vulnerable, patched []string
	// For packages of a distribution.
	fixed string
}

type detail struct {
	Title          string                    `json:",omitempty"`
	Description    string                    `json:",omitempty"`
	Severity       string                    `json:",omitempty"`
	CweIDs         []string                  `json:",omitempty"`
	VendorSeverity map[string]int            `json:",omitempty"`
	CVSS           map[string]map[string]any `json:",omitempty"`
	References     []string                  `json:",omitempty"`
}

// In the numbers of the database.
const (
	medium   = 2
	high     = 3
	critical = 4
)

func ghsa(ecosystem, name, pkg, id, advisory, vulnerable, patched string) record {
	return record{
		bucket:     ecosystem + "::GitHub Security Advisory " + name,
		source:     "GitHub Security Advisory " + name,
		sourceURL:  "https://github.com/advisories?query=type%3Areviewed+ecosystem%3A" + strings.ToLower(name),
		pkg:        pkg,
		id:         id,
		vendorIDs:  []string{advisory},
		vulnerable: strings.Split(vulnerable, " || "),
		patched:    strings.Split(patched, " || "),
	}
}

var records = []record{
	ghsa("pip", "Pip", "pyyaml", "CVE-2020-14343", "GHSA-8q59-q68h-6hv4", "<5.4", "5.4"),
	ghsa("npm", "npm", "lodash", "CVE-2021-23337", "GHSA-35jh-r3h4-6jhm", "<4.17.21", "4.17.21"),
	ghsa("npm", "npm", "minimist", "CVE-2021-44906", "GHSA-xvch-5gv4-984h", ">=1.0.0, <1.2.6", "1.2.6"),
	ghsa("go", "Go", "github.com/gorilla/websocket", "CVE-2020-27813", "GHSA-3xh2-74w9-5vxm", "<1.4.1", "1.4.1"),
	ghsa("go", "Go", "golang.org/x/text", "CVE-2021-38561", "GHSA-ppp9-7jff-5vj2", "<0.3.7", "0.3.7"),
	ghsa("cargo", "Rust", "smallvec", "CVE-2021-25900", "GHSA-43w2-9j62-hq99", ">=1.0.0, <1.6.1", "1.6.1"),
	ghsa("rubygems", "RubyGems", "rack", "CVE-2020-8184", "GHSA-j6w9-fv6q-3q52", ">=2.2.0, <2.2.3", "2.2.3"),
	ghsa("composer", "Composer", "guzzlehttp/psr7", "CVE-2022-24775", "GHSA-q7rv-6hp3-vh96", "<1.8.4", "1.8.4"),
	ghsa("nuget", "NuGet", "newtonsoft.json", "CVE-2024-21907", "GHSA-5crp-9r3c-p9vr", "<13.0.1", "13.0.1"),
	ghsa("maven", "Maven", "org.apache.logging.log4j:log4j-core", "CVE-2021-44228", "GHSA-jfh8-c2jp-5v3q", ">=2.13.0, <2.15.0", "2.15.0"),
	ghsa("erlang", "Erlang", "phoenix", "CVE-2022-42975", "GHSA-p8f7-22gq-m7j9", "<1.6.14", "1.6.14"),
	ghsa("pub", "Pub", "http", "CVE-2020-35669", "GHSA-4rgh-jx4f-qfcq", "<0.13.3", "0.13.3"),
	ghsa("swift", "Swift", "github.com/apple/swift-nio-http2", "CVE-2022-24666", "GHSA-ccw9-q5h2-8c2w", "<1.19.2", "1.19.2"),
	{
		bucket: "alpine 3.18", source: "Alpine Secdb", sourceURL: "https://secdb.alpinelinux.org/",
		pkg: "openssl", id: "CVE-2023-2650", fixed: "3.1.1-r0",
	},
}

// An advisory of GitHub, as a file of further ones has it.
type advised struct {
	Ecosystem, Name, Pkg, ID, GHSA, Vulnerable, Patched, Title string
}

// Adds the advisories of a file to the records.
func addFrom(file string) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var more []advised
	if err := json.Unmarshal(content, &more); err != nil {
		return err
	}
	for _, one := range more {
		records = append(records, ghsa(one.Ecosystem, one.Name, one.Pkg, one.ID, one.GHSA, one.Vulnerable, one.Patched))
		if _, known := details[one.ID]; !known {
			details[one.ID] = detail{Title: one.Title, VendorSeverity: map[string]int{"ghsa": high}}
		}
	}
	return nil
}

func cvss3(score float64, vector string) map[string]any {
	return map[string]any{"V3Score": score, "V3Vector": "CVSS:3.1/" + vector}
}

var details = map[string]detail{
	"CVE-2020-14343": {
		Title:          "PyYAML: full_load and FullLoader run code from the document",
		Description:    "PyYAML before 5.4 runs code that stands in a document when it is loaded with FullLoader.",
		CweIDs:         []string{"CWE-20"},
		VendorSeverity: map[string]int{"ghsa": critical, "nvd": critical, "ubuntu": medium},
		CVSS: map[string]map[string]any{
			"ghsa": cvss3(9.8, "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
			"nvd":  {"V2Score": 10.0, "V2Vector": "AV:N/AC:L/Au:N/C:C/I:C/A:C", "V3Score": 9.8, "V3Vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"},
		},
		References: []string{"https://nvd.nist.gov/vuln/detail/CVE-2020-14343"},
	},
	"CVE-2021-23337": {
		Title:          "lodash: a template can run commands",
		Description:    "The template function of lodash before 4.17.21 puts an option into code unchecked.",
		CweIDs:         []string{"CWE-77", "CWE-94"},
		VendorSeverity: map[string]int{"ghsa": high, "nvd": high},
		CVSS:           map[string]map[string]any{"ghsa": cvss3(7.2, "AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H")},
	},
	"CVE-2021-44906": {Title: "minimist: prototype pollution", CweIDs: []string{"CWE-1321"}, VendorSeverity: map[string]int{"ghsa": critical}},
	"CVE-2020-27813": {Title: "gorilla/websocket: a frame's length overflows", CweIDs: []string{"CWE-190"}, VendorSeverity: map[string]int{"ghsa": high}},
	"CVE-2021-38561": {Title: "golang.org/x/text: out-of-bounds read while parsing a language tag", CweIDs: []string{"CWE-125"}, VendorSeverity: map[string]int{"ghsa": high}},
	"CVE-2021-25900": {Title: "smallvec: buffer overflow in insert_many", CweIDs: []string{"CWE-787"}, VendorSeverity: map[string]int{"ghsa": critical}},
	"CVE-2020-8184":  {Title: "rack: cookie names are decoded, so that prefixes can be forged", CweIDs: []string{"CWE-20", "CWE-784"}, VendorSeverity: map[string]int{"ghsa": high}},
	"CVE-2022-24775": {Title: "guzzlehttp/psr7: header values with line breaks", CweIDs: []string{"CWE-20"}, VendorSeverity: map[string]int{"ghsa": high}},
	"CVE-2024-21907": {Title: "Newtonsoft.Json: deep nesting exhausts the stack", CweIDs: []string{"CWE-755"}, VendorSeverity: map[string]int{"ghsa": high}},
	"CVE-2021-44228": {Title: "log4j-core: messages can load code from afar", CweIDs: []string{"CWE-20", "CWE-400", "CWE-502", "CWE-917"}, VendorSeverity: map[string]int{"ghsa": critical}},
	"CVE-2022-42975": {Title: "phoenix: check_origin takes more hosts than it should", VendorSeverity: map[string]int{"ghsa": high}},
	"CVE-2020-35669": {Title: "http: a method name can carry header lines", CweIDs: []string{"CWE-74"}, VendorSeverity: map[string]int{"ghsa": medium}},
	"CVE-2022-24666": {Title: "swift-nio-http2: a frame with wrong padding ends the process", CweIDs: []string{"CWE-130"}, VendorSeverity: map[string]int{"ghsa": high}},
	"CVE-2023-2650":  {Title: "openssl: translating object identifiers takes very long", CweIDs: []string{"CWE-770"}, VendorSeverity: map[string]int{"nvd": medium}},
}

// The names of the sources in VendorSeverity, by the ecosystem or distribution that a bucket's name begins with.
func sourceID(bucket string) string {
	if strings.HasPrefix(bucket, "alpine") {
		return "alpine"
	}
	return "ghsa"
}

func put(tx *bolt.Tx, names []string, key string, value any) error {
	bucket, err := tx.CreateBucketIfNotExists([]byte(names[0]))
	for _, name := range names[1:] {
		if err != nil {
			return err
		}
		bucket, err = bucket.CreateBucketIfNotExists([]byte(name))
	}
	if err != nil {
		return err
	}
	content, err := json.Marshal(value)
	if err != nil {
		return err
	}
	return bucket.Put([]byte(key), content)
}

func isWanted(bucket string, wanted []string) bool {
	for _, prefix := range wanted {
		if strings.HasPrefix(bucket, prefix) {
			return true
		}
	}
	return len(wanted) == 0
}

func advisoryOf(one record) map[string]any {
	advisory := map[string]any{}
	if one.fixed != "" {
		advisory["FixedVersion"] = one.fixed
		return advisory
	}
	advisory["VendorIDs"] = one.vendorIDs
	advisory["VulnerableVersions"] = one.vulnerable
	advisory["PatchedVersions"] = one.patched
	return advisory
}

func write(folder string, updated time.Time, wanted []string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	db, err := bolt.Open(filepath.Join(folder, "trivy.db"), 0o644, nil)
	if err != nil {
		return err
	}
	defer db.Close()
	err = db.Update(func(tx *bolt.Tx) error {
		for _, one := range records {
			if !isWanted(one.bucket, wanted) {
				continue
			}
			source := map[string]string{"ID": sourceID(one.bucket), "Name": one.source, "URL": one.sourceURL}
			if err := put(tx, []string{"data-source"}, one.bucket, source); err != nil {
				return err
			}
			if err := put(tx, []string{one.bucket, one.pkg}, one.id, advisoryOf(one)); err != nil {
				return err
			}
		}
		for id, known := range details {
			if err := put(tx, []string{"vulnerability"}, id, known); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	metadata, err := json.Marshal(map[string]any{
		"Version": 2, "UpdatedAt": updated, "NextUpdate": updated.Add(24 * time.Hour), "DownloadedAt": updated.Add(time.Hour),
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, "metadata.json"), metadata, 0o644)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	further := flag.String("records", "", "a file with further advisories")
	flag.Parse()
	if flag.NArg() < 1 {
		fmt.Fprintln(os.Stderr, "usage: go run . [-records FILE] FOLDER [DATE [BUCKET…]]")
		os.Exit(2)
	}
	updated := time.Now().UTC().Truncate(time.Second)
	var wanted []string
	if flag.NArg() > 1 {
		wanted = flag.Args()[2:]
		given, err := time.Parse(time.RFC3339, flag.Arg(1))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		updated = given
	}
	if *further != "" {
		check(addFrom(*further))
	}
	check(write(filepath.Join(flag.Arg(0), "db"), updated, wanted))
}
