// Ways of running it that need different things: without a database, secrets are still found; what a pom.xml says is
// never the whole.
export const SECRETS = 'secrets';
export const PACKAGES = 'packages';
export const POM = 'pom';
