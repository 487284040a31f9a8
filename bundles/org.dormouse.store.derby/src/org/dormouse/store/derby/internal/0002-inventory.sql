-- A removed object keeps its row without a document, so that its versions go on rising if it comes back.
CREATE TABLE inventory (
  kind VARCHAR(60) NOT NULL,
  name VARCHAR(500) NOT NULL,
  version BIGINT NOT NULL,
  document CLOB(64M),
  changed BIGINT NOT NULL,
  by_whom VARCHAR(200) NOT NULL,
  PRIMARY KEY (kind, name)
);
CREATE TABLE inventory_journal (
  number BIGINT NOT NULL PRIMARY KEY,
  happened BIGINT NOT NULL,
  by_whom VARCHAR(200) NOT NULL,
  change VARCHAR(20) NOT NULL,
  kind VARCHAR(60) NOT NULL,
  name VARCHAR(500) NOT NULL,
  version BIGINT NOT NULL
);
CREATE TABLE vm_history (
  number BIGINT NOT NULL PRIMARY KEY,
  vm VARCHAR(1000) NOT NULL,
  happened BIGINT NOT NULL,
  kind VARCHAR(60) NOT NULL,
  run VARCHAR(30) NOT NULL,
  document CLOB(64M) NOT NULL
);
CREATE INDEX vm_history_by_vm ON vm_history (vm, number);
