provider "aws" {
  region     = "eu-central-1"
  secret_key = "obviously-fake"
}
