package main

import (
	"crypto/md5"
	"crypto/tls"
	"database/sql"
	"fmt"
	"net/http"
	"os/exec"

	"golang.org/x/text/language"
)

func main() {
	http.DefaultTransport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	http.HandleFunc("/report", report)
	http.ListenAndServe(":8081", nil)
}

func report(w http.ResponseWriter, r *http.Request) {
	name := r.URL.Query().Get("name")
	out, _ := exec.Command("sh", "-c", "generate-report "+name).Output()
	tags, _, _ := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	fmt.Fprintf(w, "%x %v %s", md5.Sum(out), tags, out)
}

func orders(db *sql.DB, customer string) (*sql.Rows, error) {
	return db.Query(fmt.Sprintf("SELECT * FROM orders WHERE customer = '%s'", customer))
}
