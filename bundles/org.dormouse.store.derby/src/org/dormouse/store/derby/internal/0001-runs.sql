-- Instants are milliseconds since 1970, UTC. Absent values are NULL.
CREATE TABLE meta (
  id INT NOT NULL PRIMARY KEY,
  installation VARCHAR(8) NOT NULL,
  seq BIGINT NOT NULL,
  last_run BIGINT NOT NULL,
  last_step BIGINT NOT NULL
);
CREATE TABLE run (
  number BIGINT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  job VARCHAR(500) NOT NULL,
  by_whom VARCHAR(200) NOT NULL,
  state VARCHAR(20) NOT NULL,
  submitted BIGINT NOT NULL,
  ended BIGINT,
  budget_failures INT NOT NULL,
  budget_percent INT NOT NULL
);
CREATE TABLE run_payload (
  run BIGINT NOT NULL PRIMARY KEY,
  payload CLOB(64M) NOT NULL
);
CREATE TABLE servicing (
  run BIGINT NOT NULL,
  position INT NOT NULL,
  id VARCHAR(100) NOT NULL,
  subject VARCHAR(1000) NOT NULL,
  version BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  state VARCHAR(20) NOT NULL,
  life INT NOT NULL,
  course VARCHAR(20) NOT NULL,
  cancel_requested BOOLEAN NOT NULL,
  started_over BOOLEAN NOT NULL,
  start_from VARCHAR(100) NOT NULL,
  started BIGINT,
  ended BIGINT,
  trouble_code VARCHAR(100),
  trouble_message VARCHAR(4000),
  trouble_remedy VARCHAR(2000),
  PRIMARY KEY (run, position)
);
CREATE TABLE servicing_payload (
  run BIGINT NOT NULL,
  position INT NOT NULL,
  payload CLOB(64M) NOT NULL,
  PRIMARY KEY (run, position)
);
-- What steps of a run are planned to be; many steps share one.
CREATE TABLE step_plan (
  run BIGINT NOT NULL,
  plan INT NOT NULL,
  kind VARCHAR(100) NOT NULL,
  timeout BIGINT NOT NULL,
  attempts INT NOT NULL,
  backoff BIGINT NOT NULL,
  longest_backoff BIGINT NOT NULL,
  recovery VARCHAR(20) NOT NULL,
  recovery_kind VARCHAR(100) NOT NULL,
  recovery_deadline BIGINT NOT NULL,
  skippable BOOLEAN NOT NULL,
  hold VARCHAR(20) NOT NULL,
  always_runs BOOLEAN NOT NULL,
  PRIMARY KEY (run, plan)
);
-- One row per alternative with the resource '-', and one per amount of it.
CREATE TABLE step_need (
  run BIGINT NOT NULL,
  plan INT NOT NULL,
  choice INT NOT NULL,
  alternative VARCHAR(1000) NOT NULL,
  resource VARCHAR(500) NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (run, plan, choice, resource)
);
CREATE TABLE step (
  run BIGINT NOT NULL,
  id BIGINT NOT NULL,
  position INT NOT NULL,
  ordinal INT NOT NULL,
  attempt INT NOT NULL,
  life INT NOT NULL,
  plan INT NOT NULL,
  version BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  state VARCHAR(20) NOT NULL,
  ticket CLOB(128K) NOT NULL DEFAULT '',
  detail VARCHAR(1000) NOT NULL,
  fraction DOUBLE NOT NULL,
  started BIGINT,
  ended BIGINT,
  due BIGINT,
  deadline BIGINT,
  trouble_code VARCHAR(100),
  trouble_message VARCHAR(4000),
  trouble_remedy VARCHAR(2000),
  granted VARCHAR(1000),
  by_default VARCHAR(20),
  recoveries INT NOT NULL,
  PRIMARY KEY (run, id)
);
-- The few steps that are CLEANUP_OWED, so that nobody has to look through all steps for them.
CREATE TABLE owed (
  step BIGINT NOT NULL PRIMARY KEY,
  run BIGINT NOT NULL
);
CREATE TABLE step_output (
  step BIGINT NOT NULL PRIMARY KEY,
  content CLOB(64M) NOT NULL
);
CREATE TABLE lease (
  run BIGINT NOT NULL,
  position INT NOT NULL,
  ordinal INT NOT NULL,
  alternative VARCHAR(1000) NOT NULL,
  resource VARCHAR(500) NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (run, position, ordinal, resource)
);
CREATE TABLE capacity (
  resource VARCHAR(500) NOT NULL PRIMARY KEY,
  amount BIGINT NOT NULL
);
CREATE TABLE journal (
  run BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  happened BIGINT NOT NULL,
  position INT NOT NULL,
  step VARCHAR(100) NOT NULL,
  by_whom VARCHAR(200) NOT NULL,
  text VARCHAR(8000) NOT NULL,
  PRIMARY KEY (run, seq)
);
