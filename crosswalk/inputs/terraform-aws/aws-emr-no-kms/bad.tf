resource "aws_emr_security_configuration" "emr_no_kms_bad" {
  name = "records"

  configuration = <<EOF
{
  "EncryptionConfiguration": {
    "EnableInTransitEncryption": true,
    "EnableAtRestEncryption": true,
    "AtRestEncryptionConfiguration": {
      "LocalDiskEncryptionConfiguration": {
        "EncryptionKeyProviderType": "AwsKms",
        "EnableEbsEncryption": true,
        "AwsKmsKey": "arn:aws:kms:eu-west-1:111122223333:key/example"
      },
      "S3EncryptionConfiguration": {
        "EncryptionMode": "SSE-S3",
        "AwsKmsKey": "arn:aws:kms:eu-west-1:111122223333:key/example"
      }
    }
  }
}
EOF
}
