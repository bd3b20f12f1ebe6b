// Sum prints the sum of its arguments as people write numbers.
package main

import (
	"fmt"
	"os"

	"example.org/sum/internal/sum"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

func main() {
	total, err := sum.Of(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "sum:", err)
		os.Exit(2)
	}
	message.NewPrinter(language.English).Printf("%d\n", total)
}
