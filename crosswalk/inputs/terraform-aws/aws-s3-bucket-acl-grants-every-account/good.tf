resource "aws_s3_bucket" "s3_bucket_acl_grants_every_account_good" {
  bucket = "example-records"
}

resource "aws_s3_bucket_acl" "s3_bucket_acl_grants_every_account_good" {
  bucket = aws_s3_bucket.s3_bucket_acl_grants_every_account_good.id

  access_control_policy {
    grant {
      grantee {
        type = "Group"
        uri  = "http://acs.amazonaws.com/groups/s3/LogDelivery"
      }
      permission = "FULL_CONTROL"
    }
    owner {
      id = "example"
    }
  }
}
