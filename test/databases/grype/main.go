// Command grype writes a small vulnerability database in the form of Grype's own (schema 6: SQLite), for the tests of its
// adapter: true facts about real packages, in words of our own.
//
//	go run . [-records FILE] FOLDER [DATE]
//
// writes FOLDER/6/vulnerability.db and FOLDER/6/import.json. FOLDER can then be named as a database of grype, and be given
// to Grype as GRYPE_DB_CACHE_DIR. DATE, as in 2026-03-04T05:06:07Z, is when it says that it was built; now when not given.
// FILE has further advisories: a list in JSON, see the type advisory.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/afero"
	"gorm.io/gorm"

	v6 "github.com/anchore/grype/grype/db/v6"
)

// An advisory of GitHub, with the CVE that it is about.
type advisory struct {
	Ecosystem, Pkg  string
	GHSA, CVE       string
	Constraint, Fix string
	Severity        string
	Vector, Summary string
}

var advisories = []advisory{
	{"python", "pyyaml", "GHSA-8q59-q68h-6hv4", "CVE-2020-14343", "<5.4", "5.4", "critical", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "Loading a document runs code of its author"},
	{"npm", "lodash", "GHSA-35jh-r3h4-6jhm", "CVE-2021-23337", "<4.17.21", "4.17.21", "high", "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H", "A template runs commands"},
	{"go-module", "golang.org/x/text", "GHSA-ppp9-7jff-5vj2", "CVE-2021-38561", "<0.3.7", "0.3.7", "high", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", "A language tag reads out of bounds"},
	{"rust-crate", "smallvec", "GHSA-43w2-9j62-hq99", "CVE-2021-25900", ">=1.0.0,<1.6.1", "1.6.1", "critical", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "A buffer overflow in insert_many"},
	{"gem", "rack", "GHSA-j6w9-fv6q-3q52", "CVE-2020-8184", ">=2.2.0,<2.2.3", "2.2.3", "high", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N", "A cookie can be forged by its prefix"},
	{"php-composer", "guzzlehttp/psr7", "GHSA-q7rv-6hp3-vh96", "CVE-2022-24775", "<1.8.4", "1.8.4", "high", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N", "Headers can hold line breaks"},
	{"dotnet", "newtonsoft.json", "GHSA-5crp-9r3c-p9vr", "CVE-2024-21907", "<13.0.1", "13.0.1", "high", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H", "Nested input exhausts the stack"},
	{"java-archive", "org.apache.logging.log4j:log4j-core", "GHSA-jfh8-c2jp-5v3q", "CVE-2021-44228", ">=2.13.0,<2.15.0", "2.15.0", "critical", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", "What is logged loads code"},
	{"hex", "phoenix", "GHSA-p8f7-22gq-m7j9", "CVE-2022-42975", "<1.6.14", "1.6.14", "high", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:H/A:N", "The origin of a socket is not checked"},
	{"dart-pub", "http", "GHSA-4rgh-jx4f-qfcq", "CVE-2020-35669", "<0.13.3", "0.13.3", "medium", "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", "A request method can hold line breaks"},
}

// A record of a distribution.
type secured struct {
	provider, os, major, minor string
	pkg, cve, kind, fix        string
	severity                   string
}

var distributions = []secured{
	{"debian", "debian", "12", "", "curl", "CVE-2023-38545", "deb", "7.88.1-10+deb12u4", "high"},
	{"alpine", "alpine", "3", "18", "openssl", "CVE-2023-2650", "apk", "3.1.1-r0", "medium"},
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func vulnerability(name string, provider *v6.Provider, blob v6.VulnerabilityBlob) *v6.VulnerabilityHandle {
	blob.ID = name
	return &v6.VulnerabilityHandle{Name: name, Status: v6.VulnerabilityActive, Provider: provider, ProviderID: provider.ID, BlobValue: &blob}
}

func fixed(kind, constraint, version string) []v6.Range {
	return []v6.Range{{
		Version: v6.Version{Type: kind, Constraint: constraint},
		Fix:     &v6.Fix{Version: version, State: v6.FixedStatus},
	}}
}

func word(value string) v6.Severity {
	return v6.Severity{Scheme: v6.SeveritySchemeCHML, Value: value, Rank: 1}
}

func write(store v6.ReadWriter, all []advisory) {
	at := time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC)
	provider := func(id string) *v6.Provider {
		return &v6.Provider{ID: id, Version: "1", Processor: "muster", DateCaptured: &at, InputDigest: "none"}
	}
	github, nvd := provider("github"), provider("nvd")
	// One advisory may be about several packages, and one CVE of several advisories.
	known := map[string]*v6.VulnerabilityHandle{}
	add := func(id string, provider *v6.Provider, blob v6.VulnerabilityBlob) *v6.VulnerabilityHandle {
		if known[id] == nil {
			known[id] = vulnerability(id, provider, blob)
			check(store.AddVulnerabilities(known[id]))
		}
		return known[id]
	}
	for _, a := range all {
		vector := v6.Severity{Scheme: v6.SeveritySchemeCVSS, Value: v6.CVSSSeverity{Vector: a.Vector, Version: "3.1"}, Rank: 2}
		severities := []v6.Severity{word(a.Severity)}
		if a.Vector != "" {
			severities = append(severities, vector)
		}
		references := []v6.Reference{{URL: "https://github.com/advisories/" + a.GHSA}}
		var cves []string
		if a.CVE != "" {
			cves = []string{a.CVE}
			reference := v6.Reference{URL: "https://nvd.nist.gov/vuln/detail/" + a.CVE}
			references = append(references, reference)
			add(a.CVE, nvd, v6.VulnerabilityBlob{
				Description: a.Summary,
				References:  []v6.Reference{reference},
				Severities:  severities,
			})
		}
		handle := add(a.GHSA, github, v6.VulnerabilityBlob{
			Description: a.Summary,
			References:  references,
			Aliases:     cves,
			Severities:  severities,
		})
		check(store.AddAffectedPackages(&v6.AffectedPackageHandle{
			Vulnerability: handle,
			Package:       &v6.Package{Ecosystem: a.Ecosystem, Name: a.Pkg},
			BlobValue:     &v6.PackageBlob{CVEs: cves, Ranges: fixed("", a.Constraint, a.Fix)},
		}))
	}
	for _, d := range distributions {
		handle := vulnerability(d.cve, provider(d.provider), v6.VulnerabilityBlob{Severities: []v6.Severity{word(d.severity)}})
		check(store.AddVulnerabilities(handle))
		check(store.AddAffectedPackages(&v6.AffectedPackageHandle{
			Vulnerability:   handle,
			OperatingSystem: &v6.OperatingSystem{Name: d.os, ReleaseID: d.os, MajorVersion: d.major, MinorVersion: d.minor},
			Package:         &v6.Package{Ecosystem: d.kind, Name: d.pkg},
			BlobValue:       &v6.PackageBlob{CVEs: []string{d.cve}, Ranges: fixed(d.kind, "< "+d.fix, d.fix)},
		}))
	}
}

// The writer stamps a database with the time of its making.
func backdate(file, date string) {
	at, err := time.Parse(time.RFC3339, date)
	check(err)
	db, err := v6.NewLowLevelDB(file, false, true, false)
	check(err)
	check(db.Session(&gorm.Session{AllowGlobalUpdate: true}).Model(&v6.DBMetadata{}).Update("build_timestamp", at).Error)
	connection, err := db.DB()
	check(err)
	check(connection.Close())
}

func main() {
	records := flag.String("records", "", "a file with further advisories")
	flag.Parse()
	if flag.NArg() < 1 {
		check(fmt.Errorf("usage: go run . [-records FILE] FOLDER [DATE]"))
	}
	all := advisories
	if *records != "" {
		var more []advisory
		content, err := os.ReadFile(*records)
		check(err)
		check(json.Unmarshal(content, &more))
		all = append(all, more...)
	}
	folder := filepath.Join(flag.Arg(0), "6")
	check(os.MkdirAll(folder, 0o755))
	config := v6.Config{DBDirPath: folder, CacheSizeKiB: 1024}
	store, err := v6.NewWriter(config)
	check(err)
	write(store, all)
	check(store.Close())
	// Distributed without indexes: this makes them, as an import does.
	check(v6.Hydrater()(folder))
	if flag.NArg() > 1 {
		backdate(config.DBFilePath(), flag.Arg(1))
	}
	_, err = v6.WriteImportMetadata(afero.NewOsFs(), folder, "test/databases/grype")
	check(err)
}
