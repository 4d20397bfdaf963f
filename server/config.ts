/** The settings, read once from the environment; nothing else reads it. */
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { readBackupKey } from './operations/seal/backup-key.ts'
import { isStrongSecret, isTimeZone, urlOf, wholeNumber } from './setting-kinds.ts'
import { StartError } from './start-error.ts'

export type Config = Readonly<ReturnType<typeof configFrom>>

type Environment = Record<string, string | undefined>

/** The settings of this process, which from now on counts its hours in UTC. */
export function ownConfig(): Config {
  process.env.TZ = 'UTC'
  return readConfig(process.env)
}

/** Throws StartError with one line that names every wrong setting and what is allowed, but no value: it may be a secret. */
export function readConfig(env: Environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const result = settings.safeParse(given)
  if (result.success) return configFrom(result.data)
  const wrong = new Map(result.error.issues.map(({ path, message }) => [String(path[0]), message]))
  throw new StartError(`${[...wrong].map(([name, allowed]) => `${name} must be ${allowed}`).join('; ')}.`)
}

export type SettingName = keyof typeof settings.shape

export const settings = z
  .object({
    PORT: wholeNumber(0, 65_535, 'a port: a whole number from 0 (any free one) to 65535').default(3000),
    HOST: z
      .string()
      .regex(/^[\w.:-]+$/, 'an address or host name such as 127.0.0.1 or 0.0.0.0')
      .default('127.0.0.1'),
    DATABASE_URL: urlOf(['postgres:', 'postgresql:'], 'a URL such as postgres://owner:password@host:5432/healthcrm').optional(),
    DATABASE_APP_URL: urlOf(['postgres:', 'postgresql:'], 'a URL such as postgres://app:password@host:5432/healthcrm').optional(),
    DATABASE_POOLER: z.enum(['none', 'transaction'], 'none or transaction').default('none'),
    DATABASE_REPLICA_URLS: z
      .string()
      .transform((text) => text.split(/[\s,]+/).filter(Boolean))
      .pipe(z.array(urlOf(['postgres:', 'postgresql:'], 'URLs such as postgres://host:5432/healthcrm, separated by commas')))
      .optional(),
    DATABASE_POOL_SIZE: wholeNumber(1, 200, 'a whole number of connections from 1 to 200').default(6),
    DATABASE_DATA_DIR: z
      .string()
      .regex(/^\/[^\r\n\0]*$/, 'a whole path such as /var/lib/postgresql/15/main')
      .optional(),
    DATA_DIR: z.string().default('./data'),
    BACKUP_DIR: z.string().optional(),
    BACKUP_COPY_DIR: z.string().optional(),
    BACKUP_COPY_URL: urlOf(['http:', 'https:'], 'a bucket such as https://s3.eu-central-1.example.org/clinic-backups').optional(),
    BACKUP_COPY_KEY_ID: z.string().optional(),
    BACKUP_COPY_SECRET: z.string().optional(),
    BACKUP_COPY_REGION: z
      .string()
      .regex(/^[\w-]+$/, 'a region such as eu-central-1')
      .default('us-east-1'),
    NODE_EXTRA_CA_CERTS: z
      .string()
      .regex(/^\/[^\r\n\0]*$/, 'a whole path such as /etc/ssl/clinic-ca.pem')
      .optional(),
    BACKUP_KEY: z
      .string()
      .refine((text) => readBackupKey(text) !== undefined, 'the backup key as it was written down: 14 groups of 4 letters and digits')
      .optional(),
    WEBHOOK_ALLOWED_HOSTS: z
      .string()
      .regex(/^[\w.:[\]-]+(,[\w.:[\]-]+)*$/, 'hosts (or host:port) with commas between them')
      .optional(),
    ACTIVITY_RETENTION_MONTHS: wholeNumber(1, 1200, 'a whole number of months from 1 to 1200').optional(),
    ADMIN_EMAIL: z.email('an e-mail address').optional(),
    ADMIN_PASSWORD: z.string().min(8, 'at least 8 characters long').optional(),
    DEMO_DATA: z.enum(['0', '1'], '1 (fill an empty database with the demo clinic) or 0').default('0'),
    PUBLIC_URL: urlOf(['http:', 'https:'], 'the http:// or https:// address under which people reach HealthCRM').optional(),
    SESSION_SECRET: z
      .string()
      .refine(isStrongSecret, 'at least 32 random characters (openssl rand -base64 32 makes some), or unset')
      .optional(),
    SMTP_URL: urlOf(['smtp:', 'smtps:'], 'a URL such as smtps://user:password@mail.example.org').optional(),
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^(sk|rk)_(test|live)_\w+$/, 'a secret or restricted key of Stripe (sk_... or rk_...)')
      .optional(),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_\w+$/, 'the signing secret of the webhook (whsec_...)')
      .optional(),
    STRIPE_API_URL: urlOf(['http:', 'https:'], 'the http:// or https:// address of a proxy of Stripe’s API').optional(),
    CLINIC_TIME_ZONE: z.string().refine(isTimeZone, 'an IANA time zone such as America/New_York').default('UTC'),
    METRICS_PORT: wholeNumber(0, 65_535, 'a port: a whole number from 0 (any free one) to 65535').optional(),
    DRAIN_SECONDS: wholeNumber(0, 20, 'a whole number of seconds from 0 to 20').default(0),
    SESSION_IDLE_MINUTES: wholeNumber(1, 720, 'a whole number of minutes from 1 to 720').default(15),
    SESSION_HOURS: wholeNumber(1, 72, 'a whole number of hours from 1 to 72').default(12),
    REQUESTS_PER_MINUTE: wholeNumber(30, 1_000_000, 'a whole number of requests from 30 to 1000000, or unset').optional(),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'fatal, error, warn, info, debug, trace or silent')
      .optional(),
    /** Set by npm for what it runs. */
    npm_lifecycle_event: z.string().optional(),
    NODE_ENV: z.enum(['production', 'development', 'test'], 'production, development or test').default('production'),
  })
  .superRefine((given, context) => {
    const pairs = [
      ['ADMIN_EMAIL', 'ADMIN_PASSWORD'],
      ['ADMIN_PASSWORD', 'ADMIN_EMAIL'],
      ['DATABASE_APP_URL', 'DATABASE_URL'],
      ['BACKUP_COPY_URL', 'BACKUP_COPY_KEY_ID'],
      ['BACKUP_COPY_URL', 'BACKUP_COPY_SECRET'],
      ['DATABASE_REPLICA_URLS', 'DATABASE_URL'],
      ['DATABASE_DATA_DIR', 'DATABASE_URL'],
      ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET'],
      ['STRIPE_WEBHOOK_SECRET', 'STRIPE_SECRET_KEY'],
    ] as const
    for (const [name, needed] of pairs) {
      if (given[name] === undefined || given[needed] !== undefined) continue
      context.addIssue({ code: 'custom', path: [needed], message: `set when ${name} is` })
    }
    if (asksForTls(given.DATABASE_URL) && !given.DATABASE_REPLICA_URLS?.every(asksForTls) && given.DATABASE_REPLICA_URLS) {
      const message = 'as well protected as DATABASE_URL: each with its sslmode (and sslrootcert)'
      context.addIssue({ code: 'custom', path: ['DATABASE_REPLICA_URLS'], message })
    }
  })

const asksForTls = (url: string | undefined) => url !== undefined && /[?&]sslmode=(require|verify-ca|verify-full)\b/.test(url)

function configFrom(given: z.infer<typeof settings>) {
  return {
    port: given.PORT,
    host: given.HOST,
    databaseUrl: given.DATABASE_URL,
    databaseAppUrl: given.DATABASE_APP_URL,
    /** Of that PostgreSQL, if it is on this machine and pgBackRest is to back it up. */
    databaseDataDir: given.DATABASE_DATA_DIR,
    databasePooler: given.DATABASE_POOLER,
    /** Of copies that take reading from the database. */
    replicaUrls: given.DATABASE_REPLICA_URLS ?? [],
    poolSize: given.DATABASE_POOL_SIZE,
    dataDir: resolve(given.DATA_DIR),
    backupDir: resolve(given.BACKUP_DIR ?? join(given.DATA_DIR, 'backups')),
    /** The second place. */
    backupCopyDir: given.BACKUP_COPY_DIR === undefined ? undefined : resolve(given.BACKUP_COPY_DIR),
    /** A bucket, in place of that folder or beside it. */
    backupBucket: bucketFrom(given),
    /** Unset: the one made and kept under `dataDir`. */
    backupKey: given.BACKUP_KEY,
    /** In the clinic's own network, for webhooks. */
    webhookAllowedHosts: given.WEBHOOK_ALLOWED_HOSTS?.toLowerCase().split(',') ?? [],
    /** Older entries of the trails move to archive files; unset: none do. */
    activityRetentionMonths: given.ACTIVITY_RETENTION_MONTHS,
    adminEmail: given.ADMIN_EMAIL,
    adminPassword: given.ADMIN_PASSWORD,
    demoData: given.DEMO_DATA === '1',
    publicUrl: given.PUBLIC_URL?.replace(/\/+$/, ''),
    /** Unset: one made and kept under `dataDir`. */
    sessionSecret: given.SESSION_SECRET,
    smtpUrl: given.SMTP_URL,
    /** Unset: patients cannot pay online. */
    stripe:
      given.STRIPE_SECRET_KEY && given.STRIPE_WEBHOOK_SECRET
        ? { secretKey: given.STRIPE_SECRET_KEY, webhookSecret: given.STRIPE_WEBHOOK_SECRET, apiUrl: given.STRIPE_API_URL }
        : undefined,
    clinicTimeZone: given.CLINIC_TIME_ZONE,
    metricsPort: given.METRICS_PORT,
    /** How long a server that stops still takes requests, so that whoever shares them out sees it going. */
    drainSeconds: given.DRAIN_SECONDS,
    sessionIdleMinutes: given.SESSION_IDLE_MINUTES,
    sessionHours: given.SESSION_HOURS,
    /** Of each person who is signed in, and of their tokens together; unset: as many as they like. */
    requestsPerMinute: given.REQUESTS_PER_MINUTE,
    /** Unset: `info`, and `warn` on a terminal. */
    logLevel: given.LOG_LEVEL,
    /** Run by npm: when npm is gone, nobody is left who could stop us. */
    isRunByNpm: given.npm_lifecycle_event !== undefined,
    nodeEnv: given.NODE_ENV,
  }
}

function bucketFrom(given: z.infer<typeof settings>) {
  const { BACKUP_COPY_URL: url, BACKUP_COPY_KEY_ID: keyId, BACKUP_COPY_SECRET: secret, BACKUP_COPY_REGION: region } = given
  return url !== undefined && keyId !== undefined && secret !== undefined
    ? { url, keyId, secret, region, caFile: given.NODE_EXTRA_CA_CERTS }
    : undefined
}
