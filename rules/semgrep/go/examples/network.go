package example

import (
	"crypto/tls"
	"net/http"

	"github.com/rs/cors"
	"golang.org/x/crypto/ssh"
)

func connect(config *tls.Config, key ssh.PublicKey) {
	// ruleid: go-tls-verification-off
	first := &tls.Config{ServerName: "example.org", InsecureSkipVerify: true}
	// ruleid: go-tls-verification-off
	config.InsecureSkipVerify = true
	// ok: go-tls-verification-off
	second := &tls.Config{InsecureSkipVerify: true, VerifyConnection: check}
	// ok: go-tls-verification-off
	third := &tls.Config{RootCAs: pool}
	// ruleid: go-tls-outdated-version
	fourth := &tls.Config{MinVersion: tls.VersionTLS10}
	// ok: go-tls-outdated-version
	fifth := &tls.Config{MinVersion: tls.VersionTLS13}
	// ruleid: go-ssh-host-not-verified
	ssh.InsecureIgnoreHostKey()
	// ok: go-ssh-host-not-verified
	ssh.FixedHostKey(key)
	use(first, second, third, fourth, fifth)
}

func serve(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-cors-any-origin-with-credentials
	cors.New(cors.Options{AllowedOrigins: []string{"*"}, AllowCredentials: true})
	// ok: go-cors-any-origin-with-credentials
	cors.New(cors.Options{AllowedOrigins: []string{"https://app.example.org"}, AllowCredentials: true})
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	// ruleid: go-cors-any-origin-with-credentials
	w.Header().Set("Access-Control-Allow-Credentials", "true")
	// ruleid: go-cookie-without-protection
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token, Secure: true, HttpOnly: false})
	// ok: go-cookie-without-protection
	http.SetCookie(w, &http.Cookie{Name: "session", Value: token, Secure: true, HttpOnly: true})
}
