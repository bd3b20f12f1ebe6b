/** As git has it: a file with a zero byte among its first ones holds no text. @see git's buffer_is_binary */
const HEAD_BYTES = 8000;

/** UTF-16, by its byte order mark; undefined for everything else. */
function wideEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/**
 * What of a file there is to search for secrets, in UTF-8: Trivy takes a file for binary, and passes over it without a
 * word, when one of its first 300 bytes is a control character (pkg/fanal/utils/utils.go), so UTF-16 too.
 * @returns undefined when it holds no text
 */
export function searchable(bytes: Buffer): Uint8Array | undefined {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return Buffer.from(new TextDecoder(wide).decode(bytes));
  return bytes.subarray(0, HEAD_BYTES).includes(0) ? undefined : bytes;
}
