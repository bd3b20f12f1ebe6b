resource "aws_guardduty_detector" "guardduty_off_bad" {
  enable = false
}
