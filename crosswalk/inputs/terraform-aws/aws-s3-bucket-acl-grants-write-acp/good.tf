resource "aws_s3_bucket" "s3_bucket_acl_grants_write_acp_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_acl" "s3_bucket_acl_grants_write_acp_good" {
  bucket = aws_s3_bucket.s3_bucket_acl_grants_write_acp_good.id

  access_control_policy {
    grant {
      grantee {
        id   = "example"
        type = "CanonicalUser"
      }
      permission = "READ_ACP"
    }
    owner {
      id = "example"
    }
  }
}
