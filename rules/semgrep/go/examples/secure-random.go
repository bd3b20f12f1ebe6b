package example

import (
	"crypto/rand"
)

func fresh() {
	// ok: go-predictable-secret
	token := rand.Text()
	use(token)
}
