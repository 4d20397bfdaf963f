/**
 * Calls an endpoint by its key: `call('PATCH /leads/:id', { params: { id }, body: { status } })`. The types come from the
 * contract; nothing of the contract reaches the browser.
 */
import type { ApiInput, ApiKey, ApiReply } from '#shared/api'
import { type RequestParts, request } from './http.ts'

type Options = Pick<RequestParts, 'ifMatch' | 'idempotencyKey' | 'fileName' | 'signal' | 'keepalive'>
type Given<K extends ApiKey> = ApiInput<K> & Options
type Arguments<K extends ApiKey> = object extends Given<K> ? [given?: Given<K>] : [given: Given<K>]

export async function call<K extends ApiKey>(key: K, ...[given]: Arguments<K>): Promise<ApiReply<K>> {
  const { body } = await request(key, given as RequestParts | undefined)
  return body as ApiReply<K>
}

/** The same with the row's ETag, for a later `ifMatch`. */
export async function callForRow<K extends ApiKey>(
  key: K,
  ...[given]: Arguments<K>
): Promise<{ row: ApiReply<K>; etag: string | undefined }> {
  const { body, etag } = await request(key, given as RequestParts | undefined)
  return { row: body as ApiReply<K>, etag }
}
