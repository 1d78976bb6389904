//! Promises of the program, one file a topic; one binary, so that it links once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "clippy lets tests do this, and does not count the functions they share"
)]

mod anchor;
mod architecture;
mod audit;
mod backup;
mod bombs;
mod breakage;
mod carried;
mod catalogue;
mod chance;
mod cli;
mod cli_projects;
mod cli_reliability;
mod cli_sets;
mod compact;
mod crash;
mod cue_words;
mod damage;
mod days;
mod decode;
mod desk;
mod difference;
mod documents;
mod duplicates;
mod edits;
mod exchange;
mod exchange_columns;
mod exchange_delivered;
mod exchange_foreign;
mod exchange_guess;
mod exchange_ours;
mod exchange_outward;
mod exchange_portions;
mod exchange_pouring;
mod exchange_qdpx;
mod exchange_samples;
mod exchange_structures;
mod exchange_tags;
mod exchange_taking;
mod exchange_tsv;
mod exchange_withheld;
mod export;
mod faults;
mod faults_keeping;
mod finding;
mod fixture;
mod folded;
mod format;
mod given_up;
mod gold;
mod golden;
#[cfg(feature = "gui")]
mod gui;
mod harm;
mod hostile;
mod hugging_face;
mod import;
mod judged;
mod keeping;
mod kept;
mod kept_forged;
mod keys;
mod ledger;
mod offsets;
mod opening;
mod outside;
mod page;
mod parquet;
mod picture;
mod plain_model;
mod power_cut;
mod prepared;
mod progress_kept_up;
mod quick;
#[cfg(feature = "gui")]
mod reader;
mod readme;
mod records;
mod records_kept_up;
mod reliability;
mod removed;
mod repair;
mod repair_random;
mod restart;
mod sample;
mod sample_project;
mod segment;
mod segment_properties;
mod segment_roles;
mod segmentation;
mod several;
mod store;
mod taking_in;
mod terminal;
mod words;
mod workbench;
mod world;
