/** The nonce of this page; whatever adds a <style> must carry it or the content security policy refuses it. */
export function cspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''
}
