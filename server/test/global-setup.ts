import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../db/open.ts'
import { databaseAt, startThrowawayCluster, type ThrowawayCluster } from './cluster.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's URL of an empty database in the throwaway cluster. */
    clusterUrl: string
    /** The name of the migrated, empty database there, to be copied: CREATE DATABASE name TEMPLATE this. */
    templateName: string
    /** Its data folder, which keeps the password of the app's login: one for all databases of a cluster. */
    clusterDataDir: string
  }
}

const templateName = 'healthcrm_template'

let cluster: ThrowawayCluster

/** One throwaway PostgreSQL for the whole run, with a migrated database to copy. */
export async function setup(project: TestProject): Promise<void> {
  cluster = await startThrowawayCluster()
  await makeTemplate(cluster)
  project.provide('clusterUrl', cluster.ownerUrl)
  project.provide('templateName', templateName)
  project.provide('clusterDataDir', cluster.dataDir)
}

export async function teardown(): Promise<void> {
  await cluster.stop()
}

async function makeTemplate({ ownerUrl, dataDir }: ThrowawayCluster): Promise<void> {
  const client = new Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query(`create database ${templateName}`)
  await client.end()
  const database = await openDatabase({ ownerUrl: databaseAt(ownerUrl, templateName), dataDir, pooler: 'none' })
  await database.close()
}
