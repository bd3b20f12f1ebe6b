package example

import (
	"crypto/aes"
	"crypto/des"
	"crypto/md5"
	"crypto/sha256"
	"math/rand"

	"golang.org/x/crypto/bcrypt"
)

func store(password string, content []byte) {
	// ruleid: go-weak-password-hash
	md5.Sum([]byte(password))
	state := sha256.New()
	// ruleid: go-weak-password-hash
	state.Write([]byte(password))
	// ok: go-weak-password-hash
	sha256.Sum256(content)
	// ok: go-weak-password-hash
	bcrypt.GenerateFromPassword([]byte(password), 12)
}

func encrypt(key []byte) {
	// ruleid: go-weak-cipher
	des.NewCipher(key)
	// ok: go-weak-cipher
	aes.NewCipher(key)
}

func invite() {
	// ruleid: go-predictable-secret
	token := rand.Int63()
	// ok: go-predictable-secret
	delay := rand.Intn(100)
	use(token, delay)
}

func fill(password []byte) {
	for i := range password {
		// ruleid: go-predictable-secret
		password[i] = letters[rand.Intn(len(letters))]
	}
}

func newSessionID() int {
	// ruleid: go-predictable-secret
	return rand.Int()
}

func roll() int {
	// ok: go-predictable-secret
	return rand.Intn(6)
}
