/** PostgreSQL: the connection pool and the tables' history. */
package io.verilock.vkyc.gateway.database;
