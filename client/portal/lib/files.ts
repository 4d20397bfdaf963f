/** Files on their way to the clinic and back. */

import type { ApiReply } from '#shared/api'
import { address, request } from '../../lib/http.ts'

/** Kinds that the clinic takes, for the device's own chooser; the server looks for itself. */
export const acceptedFiles = '.pdf,.png,.jpg,.jpeg,.webp,.heic,.txt,application/pdf,image/png,image/jpeg,image/webp,image/heic,text/plain'

export async function uploadFile(file: File): Promise<ApiReply<'POST /portal/files'>> {
  const body = new Blob([file], { type: 'application/octet-stream' })
  const answer = await request('POST /portal/files', { body, fileName: file.name })
  return answer.body as ApiReply<'POST /portal/files'>
}

export const fileAddress = (fileId: string) => address('/portal/files/:fileId', { params: { fileId } })
