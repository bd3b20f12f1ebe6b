package sum

import "testing"

func TestOf(t *testing.T) {
	if total, err := Of([]string{"1", "2"}); err != nil || total != 3 {
		t.Fatal(total, err)
	}
}
