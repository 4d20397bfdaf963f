/** Files on their way to the clinic and back. */

import type { ApiReply } from '#shared/api'
import { address, request } from '../../lib/http.ts'
import { isStatus } from '../../lib/problem.ts'
import { t } from '../messages.ts'
import { explainShortly } from './problem-words.ts'

/** Kinds that the clinic takes, for the device's own chooser; the server looks for itself. */
export const acceptedFiles = '.pdf,.png,.jpg,.jpeg,.webp,.heic,.txt,application/pdf,image/png,image/jpeg,image/webp,image/heic,text/plain'

export async function uploadFile(file: File): Promise<ApiReply<'POST /portal/files'>> {
  const body = new Blob([file], { type: 'application/octet-stream' })
  const answer = await request('POST /portal/files', { body, fileName: file.name })
  return answer.body as ApiReply<'POST /portal/files'>
}

/** Why the clinic did not take a file, and which it takes. */
export function fileProblem(error: unknown, { name }: { name: string }): string {
  if (isStatus(error, 413)) return t('common.fileTooLarge', { name })
  return isStatus(error, 400) ? t('common.fileKind', { name }) : explainShortly(error)
}

export const fileAddress = (fileId: string) => address('/portal/files/:fileId', { params: { fileId } })
