package example

import (
	"os"

	"github.com/golang-jwt/jwt/v5"
	"github.com/gorilla/sessions"
)

func read(parser *jwt.Parser, text string, claims jwt.Claims, key []byte) {
	// ruleid: go-jwt-not-verified
	parser.ParseUnverified(text, claims)
	// ok: go-jwt-not-verified
	jwt.Parse(text, func(*jwt.Token) (any, error) { return key, nil }, jwt.WithValidMethods([]string{"HS256"}))
}

func issue(claims jwt.Claims, key []byte) {
	// ruleid: go-jwt-not-verified
	none := jwt.NewWithClaims(jwt.SigningMethodNone, claims)
	// ruleid: go-jwt-not-verified
	none.SignedString(jwt.UnsafeAllowNoneSignatureType)
	token := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	// ruleid: go-hard-coded-signing-key
	token.SignedString([]byte("obviously-fake"))
	// ok: go-hard-coded-signing-key
	token.SignedString(key)
	// ok: go-hard-coded-signing-key
	token.SignedString([]byte(os.Getenv("JWT_KEY")))
}

func issueWithOwn(token *jwt.Token) {
	own := []byte("obviously-fake")
	// ruleid: go-hard-coded-signing-key
	token.SignedString(own)
	// ruleid: go-hard-coded-signing-key
	sessions.NewCookieStore([]byte("obviously-fake"))
}
