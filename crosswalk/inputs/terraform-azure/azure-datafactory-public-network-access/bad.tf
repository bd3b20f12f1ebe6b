resource "azurerm_data_factory" "datafactory_public_network_access_bad" {
  name                   = "example"
  resource_group_name    = "example"
  location               = "westeurope"
  public_network_enabled = true

  github_configuration {
    account_name    = "example"
    branch_name     = "main"
    git_url         = "https://github.com"
    repository_name = "factory"
    root_folder     = "/"
  }
}
