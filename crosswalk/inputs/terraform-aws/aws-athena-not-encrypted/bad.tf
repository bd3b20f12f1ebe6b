resource "aws_athena_database" "athena_not_encrypted_bad" {
  name   = "records"
  bucket = "example-athena"

}

resource "aws_athena_workgroup" "athena_not_encrypted_bad" {
  name = "records"

  configuration {
    enforce_workgroup_configuration = true

    result_configuration {
      output_location = "s3://example-athena/results/"

    }
  }
}
