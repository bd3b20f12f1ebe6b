resource "aws_guardduty_detector" "guardduty_off_good" {
  enable = true
}
