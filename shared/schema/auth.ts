/** Tables of signing in, beside `users`. The product itself reads and writes them; no role of a person does. */
import { sql } from 'drizzle-orm'
import { bigserial, boolean, check, index, integer, pgTable, primaryKey, serial, text, timestamp, varchar } from 'drizzle-orm/pg-core'
import { users } from '../schema.ts'
import { userRoles } from '../values.ts'

const ofUser = () =>
  integer('user_id')
    .notNull()
    .references(() => users.id)

/** A user's password as an argon2id hash. A user who has not accepted the invitation has no row. */
export const userCredentials = pgTable(
  'user_credentials',
  {
    userId: ofUser().primaryKey(),
    passwordHash: text('password_hash').notNull(),
    changedAt: timestamp('changed_at').notNull().defaultNow(),
  },
  (t) => [check('user_credentials_argon2id_check', sql`${t.passwordHash} like '$argon2id$%'`)],
)

/** Until a session is `full` it can do nothing but prove or enrol the second factor. */
export const sessionStages = ['full', 'second-factor', 'enrolment'] as const

/** Who is signed in. The cookie's value is kept as its SHA-256. */
export const sessions = pgTable(
  'sessions',
  {
    id: serial('id').primaryKey(),
    userId: ofUser(),
    tokenHash: varchar('token_hash').notNull().unique(),
    stage: varchar('stage', { enum: sessionStages }).notNull(),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    lastSeenAt: timestamp('last_seen_at').notNull().defaultNow(),
    /** Ends whatever is done meanwhile. */
    expiresAt: timestamp('expires_at').notNull(),
    address: varchar('address').notNull(),
    /** What the browser calls itself. */
    agent: varchar('agent').notNull(),
  },
  (t) => [
    index('idx_sessions_user').on(t.userId),
    index('idx_sessions_expires').on(t.expiresAt),
    check('sessions_stage_check', sql`${t.stage} in ('full', 'second-factor', 'enrolment')`),
  ],
)

/** A user's TOTP secret, sealed with the server's secret; another one waits beside it until a first code confirms it. */
export const secondFactors = pgTable('second_factors', {
  userId: ofUser().primaryKey(),
  sealedSecret: text('sealed_secret'),
  waitingSecret: text('waiting_secret'),
  confirmedAt: timestamp('confirmed_at'),
  /** Codes of this 30-second step and earlier ones are spent. */
  lastStep: integer('last_step').notNull().default(0),
  createdAt: timestamp('created_at').notNull().defaultNow(),
})

/** One row a code, as its SHA-256 (80 bits of chance need no slower one); used ones stay. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: ofUser(),
    codeHash: varchar('code_hash').notNull(),
    usedAt: timestamp('used_at'),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
)

/** Roles whose users need a second factor to get in. */
export const secondFactorRoles = pgTable(
  'second_factor_roles',
  {
    role: varchar('role', { enum: userRoles }).primaryKey(),
    requiredById: integer('required_by_id').references(() => users.id),
    createdAt: timestamp('created_at').notNull().defaultNow(),
  },
  (t) => [
    check('second_factor_roles_role_check', sql`${t.role} in ('SDR', 'Health Coach', 'Admin')`),
    index('idx_second_factor_roles_user').on(t.requiredById),
  ],
)

export const tokenScopes = ['read', 'write'] as const

/** A program's key, as its SHA-256; it acts as its user. Revoked ones go. */
export const apiTokens = pgTable(
  'api_tokens',
  {
    id: serial('id').primaryKey(),
    userId: ofUser(),
    name: varchar('name').notNull(),
    tokenHash: varchar('token_hash').notNull().unique(),
    scope: varchar('scope', { enum: tokenScopes }).notNull(),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    lastUsedAt: timestamp('last_used_at'),
    expiresAt: timestamp('expires_at').notNull(),
  },
  (t) => [index('idx_api_tokens_user').on(t.userId), check('api_tokens_scope_check', sql`${t.scope} in ('read', 'write')`)],
)

export const linkKinds = ['invitation', 'reset', 'setup'] as const

/** Links that work once: an invitation, a password reset, the first set-up (which is of no user yet). */
export const singleUseLinks = pgTable(
  'single_use_links',
  {
    id: serial('id').primaryKey(),
    kind: varchar('kind', { enum: linkKinds }).notNull(),
    userId: integer('user_id').references(() => users.id),
    tokenHash: varchar('token_hash').notNull().unique(),
    createdAt: timestamp('created_at').notNull().defaultNow(),
    expiresAt: timestamp('expires_at').notNull(),
  },
  (t) => [
    index('idx_single_use_links_user').on(t.userId),
    check('single_use_links_kind_check', sql`${t.kind} in ('invitation', 'reset', 'setup')`),
    check('single_use_links_user_check', sql`(${t.kind} = 'setup') = (${t.userId} is null)`),
  ],
)

/**
 * Guesses of the last quarter of an hour, counted for all instances together. `subject` is a keyed digest of an e-mail,
 * an address or a user id, so that unknown accounts are counted like known ones and nobody is named here.
 */
export const signInAttempts = pgTable(
  'sign_in_attempts',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    subject: varchar('subject').notNull(),
    at: timestamp('at').notNull(),
    /** From a browser that this account has signed in with before. */
    isKnownDevice: boolean('is_known_device').notNull().default(false),
  },
  (t) => [index('idx_sign_in_attempts_subject').on(t.subject, t.at), index('idx_sign_in_attempts_at').on(t.at)],
)

/**
 * How many requests a caller has taken of one minute, counted for all instances together where the operator limits them
 * (`REQUESTS_PER_MINUTE`). One row a caller: the minute before is forgotten with the next.
 */
export const requestAllowances = pgTable('request_allowances', {
  /** `staff 7` or `patient 7`, by the id of the user or of the lead. */
  caller: varchar('caller').primaryKey(),
  minute: timestamp('minute').notNull(),
  taken: integer('taken').notNull(),
})

/** Requests for a reset that wait for their job; written for unknown addresses too, so that both take equally long. */
export const resetRequests = pgTable('reset_requests', {
  id: serial('id').primaryKey(),
  email: varchar('email').notNull(),
  createdAt: timestamp('created_at').notNull().defaultNow(),
})
