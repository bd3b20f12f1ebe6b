resource "aws_s3_bucket" "s3_bucket_acl_grants_write_acp_bad" {
  bucket = "example-records"
}

resource "aws_s3_bucket_acl" "s3_bucket_acl_grants_write_acp_bad" {
  bucket = aws_s3_bucket.s3_bucket_acl_grants_write_acp_bad.id

  access_control_policy {
    grant {
      grantee {
        id   = "example"
        type = "CanonicalUser"
      }
      permission = "WRITE_ACP"
    }
    owner {
      id = "example"
    }
  }
}
