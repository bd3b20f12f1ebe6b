// Package sum adds numbers that are written as text.
package sum

import "strconv"

// Of adds whole numbers; the first that is none is the error.
func Of(words []string) (int, error) {
	total := 0
	for _, word := range words {
		number, err := strconv.Atoi(word)
		if err != nil {
			return 0, err
		}
		total += number
	}
	return total, nil
}
