resource "aws_instance" "a" {
  ami = "ami-1"
  metadata_options {
    http_tokens = "required"
  }
}
resource "aws_instance" "b" {
  metadata_options {
    http_tokens = var.tokens
  }
}
