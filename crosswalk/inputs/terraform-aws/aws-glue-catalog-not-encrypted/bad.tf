resource "aws_glue_data_catalog_encryption_settings" "glue_catalog_not_encrypted_bad" {
  data_catalog_encryption_settings {
    connection_password_encryption {
      aws_kms_key_id                       = "arn:aws:kms:eu-west-1:111122223333:key/example"
      return_connection_password_encrypted = true
    }

    encryption_at_rest {
      catalog_encryption_mode = "DISABLED"
    }
  }
}
