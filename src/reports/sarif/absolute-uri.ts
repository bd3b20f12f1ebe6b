const CHARACTERS = "(?:[A-Za-z0-9\\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*";
/** RFC 3986, as far as web pages need it. The WHATWG parser behind `URL` lets more through than SARIF's schema. */
const WEB_ADDRESS = new RegExp(
  `^https?://[A-Za-z0-9.-]+(?::\\d+)?(?:/${CHARACTERS})?(?:\\?${CHARACTERS.replace('/]', '/?]')})?(?:#${CHARACTERS.replace('/]', '/?]')})?$`,
);

/** The text as the address of a web page, or undefined when it is none: SARIF wants an absolute URI or nothing. */
export function webAddress(text: string | undefined): string | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { href } = new URL(text);
  return WEB_ADDRESS.test(href) ? href : undefined;
}
