/** Secrets handed out: cookies, API tokens, links. 256 bits of chance each; the database keeps their SHA-256 alone. */
import { createHmac, hash, randomBytes } from 'node:crypto'

export const newSecretToken = (prefix = '') => prefix + randomBytes(32).toString('base64url')

export const tokenDigest = (token: string) => hash('sha256', token, 'base64url')

/** A digest that only this clinic's server can make, for what few people have: e-mails, addresses. */
export const keyedDigest = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('base64url')

export const apiTokenPrefix = 'hcrm_'
