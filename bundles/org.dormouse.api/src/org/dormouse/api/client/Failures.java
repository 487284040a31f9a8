package org.dormouse.api.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.dormouse.api.ApiError;
import org.dormouse.json.Json;
import org.eclipse.lsp4j.jsonrpc.JsonRpcException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;

/** An {@link ApiError} as the error of a JSON-RPC response, and back. */
public final class Failures {

  /** Of JSON-RPC's range for servers. */
  private static final int CODE = -32001;

  private Failures() {}

  public static ResponseErrorException of(ApiError error) {
    return new ResponseErrorException(response(error));
  }

  public static ResponseErrorException usage(String code, String message, String remedy) {
    return of(new ApiError("usage", code, message, remedy));
  }

  public static ResponseErrorException state(String code, String message, String remedy) {
    return of(new ApiError("state", code, message, remedy));
  }

  public static ResponseErrorException failed(String code, String message, String remedy) {
    return of(new ApiError("failed", code, message, remedy));
  }

  public static ResponseError response(ApiError error) {
    return new ResponseError(CODE, error.message(), error);
  }

  /** The failure behind what a future was completed with; anything else than a refusal is told as one as well. */
  public static ApiError reason(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case ResponseErrorException refused -> carried(refused.getResponseError()).orElseGet(() -> new ApiError(
          "failed", "engine-error", refused.getResponseError().getMessage(), "See the log: dormouse engine log"));
      case JsonRpcException lost -> lost(lost);
      case IOException lost -> lost(lost);
      default -> new ApiError("failed", "client-error", String.valueOf(cause), "");
    };
  }

  public static ApiError lost(Throwable cause) {
    return new ApiError("unreachable", "connection-lost",
        "The connection to the engine was lost" + (cause.getMessage() == null ? "" : ": " + cause.getMessage()) + ".",
        "Runs go on without a client. Try again; if that fails, see: dormouse engine log");
  }

  /** Why a file could not be used, as a sentence without its full stop: the exceptions of files name the file only. */
  public static String text(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case AccessDeniedException denied -> denied.getFile() + " may not be accessed by this user";
      case FileAlreadyExistsException there -> there.getFile() + " is in the way";
      case NotDirectoryException file -> file.getFile() + " is no folder";
      case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
      case FileSystemException other -> other.getFile() + " cannot be used";
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static Optional<ApiError> carried(ResponseError error) {
    try {
      return switch (error.getData()) {
        case ApiError here -> Optional.of(here);
        case JsonElement tree when tree.isJsonObject() -> Optional.of(Json.read(tree.toString(), ApiError.class));
        case null, default -> Optional.empty();
      };
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }
}
